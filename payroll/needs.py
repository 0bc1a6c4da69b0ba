"""The rows that are open, as people read them: which rule, on what, and which facts are missing."""

from typing import Final

import polars as pl

from domain.frames import Schema
from domain.rules.rule import Rule
from payroll.facts import Rows
from payroll.tables import KEYS, ROW, Table

NEEDS: Final[Schema] = {
    "crew_id": pl.String(),
    "rule_owner": pl.String(),
    "rule_code": pl.String(),
    "grain": pl.String(),
    "key": pl.String(),
    "missing": pl.String(),
}
"""A row on which a rule cannot be decided or priced: ``missing`` names the facts, with commas."""


def needed(rule: Rule, table: Table, found: pl.DataFrame, rows: Rows) -> pl.DataFrame:
    """NEEDS of a rule's open rows."""
    keyed = rows.at(table)[found[ROW[table]]].select("crew_id", key=key_of(table))
    said = keyed.with_columns(
        rule_owner=pl.lit(rule.owner), rule_code=pl.lit(rule.code), grain=pl.lit(str(table)), missing=found["missing"]
    )
    return said.select(pl.col(name).cast(kind) for name, kind in NEEDS.items())


def key_of(table: Table) -> pl.Expr:
    """What a row is called: the id of its leg, duty, standby, trip or crew member, or the day (of a trip)."""
    match table:
        case Table.LEG:
            return pl.col("leg_id")
        case Table.DAY:
            return pl.concat_str("trip_id", pl.lit(" "), pl.col("day").cast(pl.String))
        case _:
            return pl.col(KEYS[table][-1]).cast(pl.String)


def blanks(facts: tuple[str, ...], rows: pl.DataFrame) -> pl.Expr:
    """Which of the facts are null on each row, with commas; where none is to be seen, those that no row has."""
    absent = [pl.when(pl.col(fact).is_null()).then(pl.lit(fact)) for fact in facts if fact in rows.columns]
    seen = pl.concat_list(absent).list.drop_nulls().list.join(", ") if absent else pl.lit("")
    unseen = [fact for fact in facts if fact not in rows.columns] or facts
    return pl.when(seen == "").then(pl.lit(", ".join(unseen))).otherwise(seen)
