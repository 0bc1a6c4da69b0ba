"""Flight pay: each leg's credit at the hourly rate.

Scheduled and actual block are compared leg by leg, or on the sums of a duty, a trip or the period (of the legs that
belong to it): then the side that wins is what every leg of the group is credited with. A deadhead is credited its
share, unless a deadhead term holds on it. A leg that was cancelled has no block: it is credited only on the scheduled
basis, and counts in no sum. One that somebody else flew is not credited at all. A leg whose actual times are not known
yet needs data, except on the scheduled basis, and so does one in another capacity (reserve, standby): no term says what
that is credited.

Where the term names the version to compare with, a trip's legs are credited as flown, and one line of the trip pays
what the version exceeds them by.
"""

from collections.abc import Iterable
from functools import partial
from typing import Final

import polars as pl

from domain.rules.pay import Basis, Grain, LegCredit
from payroll.arithmetic import due, paid, share
from payroll.around import Around
from payroll.facts import Rows
from payroll.payment import Above, Payment
from payroll.tables import ROW, Table, rows_of
from payroll.terms import InForce
from payroll.words import at_rate, day, either, hours, leg

_SCHEDULED, _ACTUAL = pl.col("scheduled_block_minutes"), pl.col("block_minutes")
_SUMS: Final = {"scheduled": pl.col("group_scheduled"), "actual": pl.col("group_actual")}
_NEEDS: Final = {
    Basis.SCHEDULED: ("scheduled_block_minutes",),
    Basis.ACTUAL: ("block_minutes",),
    Basis.GREATER: ("scheduled_block_minutes", "block_minutes"),
}


def leg_credit(term: LegCredit) -> Payment:
    """Credit minutes of the leg, and their pay."""
    grouped = term.basis is Basis.GREATER and term.compare is not Grain.LEG
    percent = pl.when(kind="OPERATING").then(100).when(kind="DEADHEAD").then(term.deadhead_percent)
    credit = share(_least(_block(term, grouped), term.minimum), percent, 100)
    stage = () if term.version is None else (_version(term),)
    needs = ("rate", "kind", *_NEEDS[term.basis], *stage)
    known = pl.when(pl.all_horizontal(pl.col(name).is_not_null() for name in stage)).then(credit) if stage else credit
    return Payment(
        quantity=known,
        rate=pl.col("rate"),
        amount=paid(known, pl.col("rate")),
        credit=known,
        reason=pl.concat_str(_share(term.deadhead_percent), _words(term, grouped), pl.lit(", "), leg(), at_rate()),
        needs=needs,
        gather=partial(_grouped, term=term) if grouped else None,
        above=partial(_over_version, term=term) if term.version else None,
    )


def _version(term: LegCredit) -> str:
    return f"{str(term.version).lower()}_block"


def _block(term: LegCredit, grouped: bool) -> pl.Expr:
    """The block that counts, of the person's own flying."""
    own = pl.when(pl.col("operated_by_other").fill_null(False)).then(0)
    if term.basis is Basis.SCHEDULED:
        return own.otherwise(_SCHEDULED)
    if term.basis is Basis.ACTUAL or term.version is not None:
        return own.otherwise(_ACTUAL)
    one, other = (_SUMS["actual"], _SUMS["scheduled"]) if grouped else (_ACTUAL, _SCHEDULED)
    better = pl.when(one > other).then(_ACTUAL).when(one <= other).then(_SCHEDULED)
    return pl.when(~pl.col("flown")).then(0).otherwise(better)


def _least(block: pl.Expr, minimum: int) -> pl.Expr:
    """The least of a leg that was operated."""
    if not minimum:
        return block
    operated = (pl.col("kind") == "OPERATING") & pl.col("flown") & (block < minimum)
    return pl.when(operated).then(minimum).otherwise(block)


def _grouped(legs: pl.DataFrame, around: Around, term: LegCredit) -> pl.DataFrame:
    """With the sums of each leg's group over the legs that were flown; no block is known where one of them is not."""
    row, found = ROW[Table(term.compare)], legs
    for side, block in (("scheduled", _SCHEDULED), ("actual", _ACTUAL)):
        own = pl.col(f"group_{side}")
        found = found.with_columns(_counted(legs, around, term, block).alias(f"group_{side}"))
        found = found.with_columns(pl.when(own.is_not_null().all().over(row)).then(own.sum().over(row)))
    found = found.with_columns(
        block_minutes=pl.when(pl.col("group_actual").is_not_null()).then(_ACTUAL),
        scheduled_block_minutes=pl.when(pl.col("group_scheduled").is_not_null()).then(_SCHEDULED),
    )
    if term.version is None:
        return found
    name = _version(term)
    return found.with_columns(around.rows.trips[name].gather(found["trip_row"]).alias(name))


def _counted(legs: pl.DataFrame, around: Around, term: LegCredit, block: pl.Expr) -> pl.Series:
    """The block of each leg that its group counts: nothing of one that was not flown, or is of another period."""
    whole = legs.select(*rows_of(Table.LEG), block=pl.when("flown").then(block).otherwise(0))
    if term.compare is not Grain.PERIOD:
        return whole["block"]
    kept = around.keep(whole).select("leg_row", "block", _kept=pl.lit(True))
    joined = whole.select("leg_row").join(kept, "leg_row", "left", maintain_order="left")
    return joined.select(pl.when("_kept").then("block").otherwise(0)).to_series()


def _over_version(legs: pl.DataFrame, around: Around, term: LegCredit) -> Above:
    """The trips of these legs, and what their version exceeds the legs' block by."""
    stage = str(term.version).lower()
    alone = any(rule.family == "deadhead_credit" for rule in around.rules.values())
    deadhead = 0 if alone else term.deadhead_percent
    block = pl.when(~pl.col("flown")).then(0).otherwise(_ACTUAL)
    percent = pl.when(kind="OPERATING").then(100).otherwise(deadhead)
    sums = legs.group_by("trip_row").agg(flown_block=share(block, percent, 100).sum()).sort("trip_row")
    trips = pl.concat([around.rows.trips[sums["trip_row"]], sums.select("flown_block")], how="horizontal")
    planned = pl.col(f"{stage}_block") + share(pl.col(f"{stage}_deadhead").fill_null(0), deadhead, 100)
    over = (planned - pl.col("flown_block")).clip(lower_bound=0)
    reason = pl.concat_str(
        hours(planned), pl.lit(f" block as {stage.replace('_', ' ')} over "), hours(pl.col("flown_block")),
        pl.lit(" flown on the trip of "), day(pl.col("on")), at_rate(),
    )  # fmt: skip
    known = pl.when(_known(legs, trips)).then(over)
    rate = pl.col("rate")
    return Above(Table.TRIP, trips, Payment(known, due(known, rate), reason, ("rate",), rate=rate, credit=known))


def _known(legs: pl.DataFrame, trips: pl.DataFrame) -> pl.Expr:
    """Whether every leg of a trip has its block: else the trip's legs are open, and so is what the version adds."""
    lacking = legs.filter(pl.col("group_actual").is_null())["trip_row"].unique()
    return ~pl.col("trip_row").is_in(lacking.implode())


def _share(percent: int) -> pl.Expr:
    if percent == 100:
        return pl.lit("")
    return either(pl.col("kind") == "DEADHEAD", f"{percent}% of ", "")


def _words(term: LegCredit, grouped: bool) -> pl.Expr:
    """``6:12 actual block over 6:05 scheduled``, of the leg or (with its own block before it) of its group."""
    if term.basis is Basis.SCHEDULED:
        return pl.concat_str(hours(_SCHEDULED), pl.lit(" scheduled block"))
    if term.basis is Basis.ACTUAL or term.version is not None:
        return pl.concat_str(hours(_ACTUAL), pl.lit(" actual block"))
    if not grouped:
        return _over(_ACTUAL, _SCHEDULED)
    late = _SUMS["actual"] > _SUMS["scheduled"]
    return pl.concat_str(
        pl.when(late).then(hours(_ACTUAL)).otherwise(hours(_SCHEDULED)),
        pl.lit(", the "), pl.lit(str(term.compare)), pl.lit(" has "),
        _over(_SUMS["actual"], _SUMS["scheduled"]),
    )  # fmt: skip


def _over(actual: pl.Expr, scheduled: pl.Expr) -> pl.Expr:
    late = actual > scheduled
    return pl.concat_str(
        hours(pl.max_horizontal(actual, scheduled)),
        either(late, " actual block over ", " scheduled block over "),
        hours(pl.min_horizontal(actual, scheduled)),
        either(late, " scheduled", " actual"),
    )


def standing_on(term: InForce, mask: pl.Series, deadheads: Iterable[pl.Series], rows: Rows) -> pl.Series:
    """Where leg credit holds: not on a leg that a deadhead term holds on.

    Where sums are compared, it is open on every leg of a group as long as it is open whether one of them counts.
    """
    for theirs in deadheads:
        mask = mask & ~theirs
    spec = term.spec
    assert isinstance(spec, LegCredit)
    if spec.basis is not Basis.GREATER or spec.compare is Grain.LEG or not mask.null_count():
        return mask
    group = rows.legs[ROW[Table(spec.compare)]]
    doubtful = group.is_in(group.filter(mask.is_null()).unique().implode())
    return pl.select(pl.when(~(pl.lit(mask.fill_null(True)) & pl.lit(doubtful))).then(pl.lit(mask))).to_series()
