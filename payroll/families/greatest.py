"""The greatest of several ways to credit one row: the winner's component pays what it exceeds the flying by.

Each component counts with what it would credit alone: a floor with its level, anything else with its credit, which
stays as it is, with what its legs are rounded by. Components named to go with the flying count together with the first
that flies. Where floors alone are compared the greatest of them lifts what else is credited there. The floors compared
pay nothing themselves where the greatest is taken; what is open in one branch leaves the row open.
"""

from collections.abc import Iterator
from functools import partial, reduce
from operator import add

import polars as pl

from domain.crediting import FLOORS
from domain.errors import InputError
from domain.rules.pay import GreatestOf, Paying
from domain.rules.rule import Key
from payroll.arithmetic import due
from payroll.around import Around
from payroll.payment import Payment
from payroll.tables import ROW, Table, inside, meet
from payroll.terms import component_of, table_of
from payroll.words import at_rate, day, hours


def greatest(term: GreatestOf) -> Payment:
    """What the greatest exceeds the credit of the flying by."""
    names = [f"branch_{place}" for place in range(len(term.of))]
    most, flying = pl.max_horizontal(names), pl.col("branch_flying")
    lift = pl.when(pl.col("branch_open") == 0).then((most - flying).clip(lower_bound=0))
    winner, author = pl.lit(term.of[-1]), pl.col(f"author_{len(names) - 1}")
    for place, name in reversed(list(enumerate(names))):
        winner = pl.when(pl.col(name) == most).then(pl.lit(term.of[place])).otherwise(winner)
        author = pl.when(pl.col(name) == most).then(pl.col(f"author_{place}")).otherwise(author)
    told = [pl.concat_str(pl.lit(f"{one} "), hours(pl.col(name))) for one, name in zip(term.of, names, strict=True)]
    return Payment(
        quantity=lift,
        rate=pl.col("rate"),
        amount=due(lift, pl.col("rate")),
        credit=lift,
        reason=pl.concat_str(
            winner,
            pl.lit(" is the greatest of "),
            pl.concat_str(told, separator=", "),
            pl.lit(f" on the {term.grain} of "),
            day(pl.col("on")),
            pl.lit(", over "),
            hours(flying),
            pl.lit(" of flying"),
            at_rate(),
        ),
        needs=("rate", "credit"),
        gather=partial(_branches, term=term),
        author=author,
    )


def floors_of(term: GreatestOf, around: Around) -> list[Key]:
    """The rules whose lines go where the greatest is taken."""
    table = Table(term.grain)
    return [
        key
        for one in term.of
        for key in _rules(one, around)
        if around.rules[key].family in FLOORS and inside(table_of(around.rules[key]), table)
    ]


def _rules(component: str, around: Around) -> list[Key]:
    return [key for key in around.lines if component_of(around.rules[key]) == component]


def _branches(rows: pl.DataFrame, around: Around, term: GreatestOf) -> pl.DataFrame:
    """With the value of each branch and who would pay it, of the flying, and how many rules are open on the row."""
    table = Table(term.grain)
    _refuse_outside(rows, term, around, table)
    found = rows
    flying, first = [], None
    for place, one in enumerate(term.of):
        found = _with(found, f"branch_{place}", f"author_{place}", _parts(one, around, table), table)
        if _flies(one, around):
            flying.append(f"branch_{place}")
            first = first or f"branch_{place}"
    for place, one in enumerate(term.with_flying):
        found = _with(found, f"with_{place}", f"with_author_{place}", _parts(one, around, table), table)
    beside = reduce(add, (pl.col(f"with_{place}") for place in range(len(term.with_flying))), pl.lit(0, pl.Int64))
    if first is None:
        stands = around.credited(table, frozenset(term.of)).gather(found[ROW[table]])
        return _opened(found.with_columns(branch_flying=stands), around, term, table)
    found = found.with_columns(pl.col(first) + beside)
    return _opened(found.with_columns(branch_flying=reduce(add, map(pl.col, flying))), around, term, table)


def _flies(component: str, around: Around) -> bool:
    """Whether rules pay the component, and none of them as a floor."""
    families = {around.rules[key].family for key in _rules(component, around)}
    return bool(families) and not families & FLOORS


def _parts(component: str, around: Around, table: Table) -> Iterator[pl.DataFrame]:
    """What each rule of a component counts with, by row: levels of floors, credit of anything else."""
    for key in _rules(component, around):
        rule = around.rules[key]
        if not inside(table_of(rule), table):
            continue
        if rule.family in FLOORS:
            found = around.levels[key].rename({"level": "value"})
        else:
            found = _round(around.lines[key].filter(pl.col("credit") != 0), around).rename({"credit": "value"})
        kept = (
            around.keep(found.rename({"value": "credit"}))
            if table is Table.PERIOD
            else found.rename({"value": "credit"})
        )
        yield kept.select(own=ROW[table_of(rule)], row=ROW[table], value="credit", author="author")


def _round(lines: pl.DataFrame, around: Around) -> pl.DataFrame:
    """Lines of legs with what their leg is rounded by."""
    if "leg_row" not in lines.columns or not any(rule.family == "rounding" for rule in around.rules.values()):
        return lines
    lift = around.rounding(Table.LEG).gather(lines["leg_row"])
    return lines.with_columns(credit=pl.col("credit") + lift.fill_null(0))


def _refuse_outside(rows: pl.DataFrame, term: GreatestOf, around: Around, table: Table) -> None:
    """What is paid to the same people on rows that do not lie inside those compared has no value there."""
    mine = around.rows.periods.join(rows, "crew_row", "semi")
    people = mine.select("crew_position", "base").unique().rows()
    for key, rule in around.rules.items():
        spec = rule.versions[0].spec if rule.versions else None
        if not isinstance(spec, Paying) or spec.component not in (*term.of, *term.with_flying):
            continue
        meant = any(who in rule.positions and (not rule.bases or base in rule.bases) for who, base in people)
        if meant and not inside(table_of(rule), table):
            raise InputError(
                f"A greatest-of by the {table} compares {spec.component}, which {key} pays by the "
                f"{table_of(rule)}: compare it by the {meet(table, table_of(rule))}, or leave it out."
            )


def _with(found: pl.DataFrame, name: str, author: str, parts: Iterator[pl.DataFrame], table: Table) -> pl.DataFrame:
    row = pl.get_index_type()
    blank = pl.DataFrame(schema={"own": row, "row": row, "value": pl.Int64, "author": pl.UInt32})
    every = pl.concat([blank, *parts])
    beside = pl.col("own").is_null()  # lines on other rows than their rule's own, such as what a version adds to a trip
    once = every.filter(beside | pl.struct("own", "row").is_first_distinct())
    sums = once.group_by("row", maintain_order=True).agg(
        pl.col("value").sum().alias(name), pl.col("author").first().alias(author)
    )
    joined = found.join(sums.rename({"row": ROW[table]}), ROW[table], "left", maintain_order="left")
    return joined.with_columns(pl.col(name).fill_null(0))


def _opened(found: pl.DataFrame, around: Around, term: GreatestOf, table: Table) -> pl.DataFrame:
    row = ROW[table]
    still_open = [
        around.open[key].select(row)
        for one in (*term.of, *term.with_flying)
        for key in _rules(one, around)
        if row in around.open[key].columns
    ]
    blank = pl.DataFrame(schema={row: pl.get_index_type()})
    counted = pl.concat([blank, *still_open]).group_by(row).agg(branch_open=pl.len().cast(pl.Int64))
    joined = found.join(counted, row, "left", maintain_order="left")
    closed = joined.with_columns(pl.col("branch_open").fill_null(0))
    return closed.with_columns(credit=pl.when(pl.col("branch_open") == 0).then("branch_flying"))
