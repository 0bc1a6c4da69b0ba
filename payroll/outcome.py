"""What a run that was walked has found: its lines, the rows that are open, and the figures that totals are made of."""

from collections.abc import Iterator

import polars as pl

from domain.rules.pay import MonthlyGuarantee
from domain.rules.rule import Rule
from payroll.families.guarantee import guaranteed
from payroll.lines import opened
from payroll.needs import NEEDS, needed
from payroll.run import Run
from payroll.settle import displacing
from payroll.tables import ROW, Table, rows_of
from payroll.terms import in_force


def kept(run: Run) -> list[pl.DataFrame]:
    """All lines that stand and belong to the period, by numbers: a frame a rule."""
    stands = [run.told, *run.standing.lines.values(), *run.roundings.of_credit(Table.PERIOD, True)]
    found = [run.boundary.keep(lines) for lines in stands]
    return [lines for lines in (*found, *run.roundings.of_amounts(found)) if lines.height]


def needs(run: Run) -> pl.DataFrame:
    """NEEDS of all rows that are open, rule by rule."""
    return pl.concat([pl.DataFrame(schema=dict(NEEDS)), run.untold, *_open(run), *_doubts(run)])


def _open(run: Run) -> Iterator[pl.DataFrame]:
    for key, found in run.standing.open.items():
        table = run.candidates[key].table
        mine = run.boundary.keep(found).drop_nulls(ROW[table])  # a doubt above its rows is named by whoever raises it
        if mine.height:
            yield needed(run.rulebook.rules[key], table, mine, run.rows)


def _doubts(run: Run) -> Iterator[pl.DataFrame]:
    """What keeps a term about the whole statement (rounding, the month's boundary) open."""
    for term, mask in (*run.boundary.doubtful, *run.roundings.doubtful):
        people = run.rows.periods.filter(mask)
        found = opened(Table.PERIOD, people, run.selection.missing(term, people), unsure=True)
        yield needed(term.rule, Table.PERIOD, found, run.rows)
    for term, table, found in run.roundings.priceless():
        yield needed(term.rule, table, run.boundary.keep(found), run.rows)


def flown(run: Run) -> pl.DataFrame:
    """``crew_row`` and ``block`` minutes of each leg that was operated, as far as it belongs to the period."""
    legs = run.rows.legs.select("kind", *rows_of(Table.LEG), block="block_minutes").filter(kind="OPERATING")
    return run.boundary.keep(legs).select("crew_row", "block")


def guarantees(run: Run) -> pl.DataFrame:
    """What each crew member's month is guaranteed in minutes, whether or not anything is topped up."""
    blank = pl.DataFrame(schema={"crew_row": pl.get_index_type(), "guarantee": pl.Int64})
    mine = [each.rule for each in run.candidates.values() if each.rule.family == "monthly_guarantee"]
    return pl.concat([blank, *(_level(run, rule) for rule in mine)])


def _level(run: Run, rule: Rule) -> pl.DataFrame:
    """Of one rule, for those whom no other rule displaces it from."""
    level = pl.concat(
        run.rows.periods.filter(run.selection.held(term, Table.PERIOD)).select(
            "crew_row", guarantee=guaranteed(term.spec)
        )
        for term in in_force(rule)
        if isinstance(term.spec, MonthlyGuarantee)
    )
    for _, rows in displacing(rule.key, run.rulebook.precedence, run.candidates):
        level = level.join(rows, "crew_row", "anti")
    return level
