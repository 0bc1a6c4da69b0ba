"""An impact on paper: the sums first, then who gains and who loses, the largest changes, and the rosters."""

from typing import Final

import polars as pl

from cli import console
from domain.clock import hours
from services.consequences import Impact, Turn

MOST: Final = 20
"""How many rows of a table are printed; every one is in the JSON."""
_DIMENSIONS: Final = {"base": "By base", "seat": "By seat", "service": "By years of service"}
_TURNS: Final = {
    Turn.ILLEGAL: "illegal now",
    Turn.LEGAL: "nothing found any more",
    Turn.OPEN: "cannot be said any more",
    Turn.WORSE: "worse",
    Turn.BETTER: "less bad",
    Turn.OTHERWISE: "another limit",
}


def tell(name: str, found: Impact) -> None:
    """Prints an impact."""
    console.say(f"{name}: {found.candidate.name} against {found.baseline.name}, {found.airline}, {found.start:%Y-%m}")
    for line in found.changes[:MOST]:
        console.say(f"  {line}")
    _more(len(found.changes))
    _sums(found)
    for warning in found.warnings:
        console.say(f"NOTE: {warning}")
    _spread(found)
    _largest(found)
    _opened(found)
    _duties(found)


def _sums(found: Impact) -> None:
    everybody = found.spread.filter(pl.col("dimension") == "all").to_dicts()
    console.say(
        f"Gross {_money(found, found.gross[0])} -> {_money(found, found.gross[1])}: {_signed(found, found.total)}"
    )
    for row in everybody:
        console.say(
            f"{row['crew']} crew members: {row['gainers']} gain, {row['losers']} lose, {row['unchanged']} stay, "
            f"{row['undecided']} cannot be said; median {_signed(found, row['median'])}"
        )
    turned = {duty: (was, is_) for duty, was, is_ in found.duties["event", "duty_before", "duty_after"].rows()}
    worse = sum(is_ == "VIOLATION" and was != is_ for was, is_ in turned.values())
    better = sum(was == "VIOLATION" and was != is_ for was, is_ in turned.values())
    console.say(f"{worse} planned duties become illegal, {better} are illegal no more")
    for rule, turn, duties, people in _by_rule(found.duties):
        console.say(f"  {rule}: {duties} {_TURNS[Turn(turn)]}, of {people} crew members")


def _by_rule(duties: pl.DataFrame) -> list[tuple[str, str, int, int]]:
    """How many duties of how many people each rule finds otherwise, and how."""
    counted = duties.group_by("rule", "turn").agg(pl.col("event").n_unique(), pl.col("crew_id").n_unique())
    return counted.sort("rule", "turn").rows()


def _spread(found: Impact) -> None:
    columns = ("", "crew", "gain", "lose", "stay", "cannot be said", "together", "median")
    for dimension, title in _DIMENSIONS.items():
        rows = found.spread.filter(pl.col("dimension") == dimension).to_dicts()
        counted = ("group", "crew", "gainers", "losers", "unchanged", "undecided")
        cells = [
            (*(row[name] for name in counted), _signed(found, row["delta"]), _signed(found, row["median"]))
            for row in rows
        ]
        if not found.crew.is_empty():
            console.table(title, columns, cells)


def _largest(found: Impact) -> None:
    """The crew members whose pay changes most, each with what changes it."""
    line = found.crew.filter(pl.col("delta") != 0).sort(pl.col("delta").abs(), "employee_id", descending=[True, False])
    rows = []
    for person in line.head(MOST).to_dicts():
        who = (person["employee_id"], person["base"], person["seat"], _signed(found, person["delta"]))
        for place, rule in enumerate(found.rows.filter(pl.col("crew_id") == person["crew_id"]).to_dicts()):
            rows.append((*(who if place == 0 else ("", "", "", "")), *_rule(found, rule)))
    if rows:
        columns = ("employee", "base", "seat", "together", "rule", "before", "after", "change", "credit")
        console.table("The largest changes", columns, rows)
        _more(line.height)


def _rule(found: Impact, row: dict[str, object]) -> tuple[object, ...]:
    """What one rule pays otherwise; a figure that is not all of it says so."""
    before, after = (
        _money(found, int(str(row[side]))) + (" and open rows" if row[f"open_{side}"] else "")
        for side in ("before", "after")
    )
    credit = int(str(row["credit_after"])) - int(str(row["credit_before"]))
    return row["rule_code"], before, after, _signed(found, int(str(row["delta"]))), hours(credit) if credit else ""


def _opened(found: Impact) -> None:
    rows = [
        (row["employee_id"], row["rule_code"], row["opened"], row["closed"], row["still"], row["missing"])
        for row in found.opened.head(MOST).to_dicts()
    ]
    if rows:
        columns = ("employee", "rule", "rows no more", "rows now", "rows still not", "needs")
        console.table("What cannot be computed, on one side or on both", columns, rows)
        _more(found.opened.height)


def _duties(found: Impact) -> None:
    order = list(_TURNS)
    line = sorted(found.duties.to_dicts(), key=lambda row: order.index(Turn(row["turn"])))
    rows = [
        (
            row["employee_id"],
            row["day"],
            row["flights"],
            row["rule"],
            _TURNS[Turn(row["turn"])],
            row["before"],
            row["after"],
        )
        for row in line[:MOST]
    ]
    if rows:
        console.table("Planned duties", ("employee", "day", "flights", "rule", "", "before", "after"), rows)
        _more(len(line))


def _more(count: int) -> None:
    if count > MOST:
        console.say(f"… and {count - MOST} more: --json - prints all of them")


def _money(found: Impact, minor: int) -> str:
    return found.currency.text(minor)


def _signed(found: Impact, minor: int) -> str:
    return f"{'+' if minor > 0 else ''}{_money(found, minor)}"
