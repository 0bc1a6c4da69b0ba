"""Random conditions and rows: every operator of the language over a few facts of each type, unknowns included."""

from datetime import date, timedelta

from hypothesis import strategies as st

from domain.facts import FACTS, FactType

INTEGERS = ("delay_minutes", "block_minutes", "segments")
TEXTS = ("origin", "destination", "delay_code")
BOOLEANS = ("cancelled", "augmented")
DATES = ("duty_date",)
NAMES = (*INTEGERS, *TEXTS, *BOOLEANS, *DATES)

_NUMBER = st.integers(-3, 3)
_TEXT = st.sampled_from(("HVN", "MCO", "O'H", ""))
_DAY = st.integers(0, 3).map(lambda days: date(2026, 2, 27) + timedelta(days))
_ORDER = st.sampled_from(("=", "<>", "<", "<=", ">", ">="))
_EQUAL = st.sampled_from(("=", "<>", "!="))
_NOT = st.sampled_from(("", "NOT "))

VALUES = {FactType.INTEGER: _NUMBER, FactType.TEXT: _TEXT, FactType.BOOLEAN: st.booleans(), FactType.DATE: _DAY}

ROWS = st.fixed_dictionaries({name: st.none() | VALUES[FACTS[name].type] for name in NAMES})
"""One row of facts; each may be unknown."""


def quoted(text: str) -> str:
    """A text as SQL writes it."""
    return "'" + text.replace("'", "''") + "'"


def day(value: date) -> str:
    """A date as SQL writes it."""
    return f"DATE '{value}'"


def _listed(fact: str, values: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    options = st.lists(values, min_size=1, max_size=3).map(", ".join)
    return st.builds("{} {}IN ({})".format, st.just(fact), _NOT, options)


def _ranged(fact: str, values: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds("{} {}BETWEEN {} AND {}".format, st.just(fact), _NOT, values, values)


_numbers, _texts, _days = _NUMBER.map(str), _TEXT.map(quoted), _DAY.map(day)
_sums = st.builds(
    "{} {} {}".format,
    st.sampled_from(("delay_minutes", "delay_minutes - block_minutes", "-segments", "block_minutes + block_minutes")),
    st.sampled_from(("+", "-")),
    st.integers(0, 3).map(str) | st.just("(segments + 1)"),
).filter(lambda total: total != "-segments + (segments + 1)")

_LEAVES = st.one_of(
    st.just("TRUE"),
    st.sampled_from(BOOLEANS),
    st.builds("{} = {}".format, st.sampled_from(BOOLEANS), st.sampled_from(("TRUE", "FALSE"))),
    st.builds("{} IS {}NULL".format, st.sampled_from(NAMES), _NOT),
    st.builds("{} {} {}".format, _sums, _ORDER, _numbers),
    st.builds("{} {} {}".format, _numbers, _ORDER, st.sampled_from(INTEGERS)),
    st.builds("{} {} {}".format, st.sampled_from(TEXTS), _EQUAL, _texts),
    st.builds("origin {} destination".format, _EQUAL),
    st.builds("duty_date {} {}".format, _ORDER, _days),
    st.builds("{} {} duty_date".format, _days, _ORDER),
    _listed("delay_minutes", _numbers),
    _listed("origin", _texts),
    _listed("duty_date", _days),
    _ranged("delay_minutes", _numbers),
    _ranged("duty_date", _days),
)


def _joined(parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return (
        st.builds("({}) AND {}".format, parts, parts)
        | st.builds("({} OR ({}))".format, parts, parts)
        | (st.builds("NOT ({})".format, parts))
    )


CONDITIONS = st.recursive(_LEAVES, _joined, max_leaves=8)
"""The text of a condition over legs. Now and then one can never hold, which ``parse`` refuses."""
