"""Flight and duty time of EASA ORO.FTL and CS FTL.1."""

from itertools import pairwise
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from domain.rules.bands import Band, DayTable, Night, SegmentTable
from domain.rules.fields import Count, Frozen, Minutes


class EasaFdpTable(SegmentTable):
    """Maximum daily flight duty period of acclimatised crew (ORO.FTL.205(b)(1), Table 2).

    The first column holds for up to ``first_column`` sectors, each further one for one more.
    """

    family: Literal["easa_fdp_table"] = "easa_fdp_table"
    first_column: Count = 2

    @model_validator(mode="after")
    def _falls(self) -> Self:
        if any(list(row.limits) != sorted(row.limits, reverse=True) for row in self.rows):
            raise ValueError("more sectors never allow more")
        return self


class EasaUnknownFdp(Frozen):
    """The same in an unknown state of acclimatisation, by sectors alone (Tables 3 and 4).

    ``risk_management``: whether it holds with or without fatigue risk management.
    """

    family: Literal["easa_unknown_fdp"] = "easa_unknown_fdp"
    risk_management: bool
    first_column: Count = 2
    limits: tuple[Minutes, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _falls(self) -> Self:
        if list(self.limits) != sorted(self.limits, reverse=True):
            raise ValueError("more sectors never allow more")
        return self


class ExtensionRow(Band):
    """The maximum of each column of sectors; more sectors than columns may not be extended, and none with no column."""

    limits: tuple[Minutes, ...]


class EasaPlannedExtension(DayTable):
    """Maximum with an extension planned without rest in flight (CS FTL.1.205(b)).

    At most ``times`` in ``window`` minutes; rest before and after grows by ``rest_both`` each, or the one after by
    ``rest_after``.
    """

    family: Literal["easa_planned_extension"] = "easa_planned_extension"
    first_column: Count = 2
    rows: tuple[ExtensionRow, ...]
    times: Count
    window: Minutes
    rest_both: Minutes
    rest_after: Minutes

    @model_validator(mode="after")
    def _falls(self) -> Self:
        if any(list(row.limits) != sorted(row.limits, reverse=True) for row in self.rows):
            raise ValueError("more sectors never allow more")
        return self


States = Annotated[str, Field(pattern="^[BDX]+$")]
"""One letter for each span of elapsed time: B as at the base, D as at the place of departure, X unknown."""


class AcclimatisationRow(Frozen):
    """The states for a time difference of up to ``difference`` minutes (under it, where ``under`` says so)."""

    difference: Minutes
    under: bool = False
    states: States


class EasaAcclimatisation(Frozen):
    """State of acclimatisation by time difference and time since reporting (ORO.FTL.105(1), Table 1).

    ``elapsed`` are the first minutes of the second and each later span.
    """

    family: Literal["easa_acclimatisation"] = "easa_acclimatisation"
    elapsed: tuple[Minutes, ...]
    rows: tuple[AcclimatisationRow, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if any(len(row.states) != len(self.elapsed) + 1 for row in self.rows):
            raise ValueError("every row needs one state more than there are elapsed times")
        if any(less >= more for less, more in pairwise(self.elapsed)):
            raise ValueError("elapsed times must rise")
        if any(less.difference >= more.difference for less, more in pairwise(self.rows)):
            raise ValueError("time differences must rise")
        return self


class EasaRest(Frozen):
    """Rest before a flight duty period: the preceding duty or ``least``, whichever is longer (ORO.FTL.235(a), (b))."""

    family: Literal["easa_rest"] = "easa_rest"
    at: Literal["HOME_BASE", "AWAY"]
    least: Minutes
    sleep: Minutes | None = None


class RecurrentRecovery(Frozen):
    """Extended recovery rest: ``rest`` with ``nights`` local nights, at most ``within`` apart (ORO.FTL.235(d)).

    ``times`` a month it is made of ``days`` local days.
    """

    family: Literal["recurrent_recovery"] = "recurrent_recovery"
    rest: Minutes
    nights: Count
    night: Night
    within: Minutes
    days: Count
    times: Count


Easa = EasaFdpTable | EasaUnknownFdp | EasaPlannedExtension | EasaAcclimatisation | EasaRest | RecurrentRecovery
"""The families of this module."""
