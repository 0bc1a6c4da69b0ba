"""Two judgements of the same duties: what becomes of each finding."""

from dataclasses import replace

import pytest

from domain.judgement import Finding, Judgement, Verdict
from legality.shift import Turn, shift

VIOLATION, OPEN = Verdict.VIOLATION, Verdict.NEEDS_POLICY


def finding(rule: str, excess: int, verdict: Verdict = VIOLATION, event: str = "d1", crew: str = "c1") -> Finding:
    """A limit of ten hours passed by so many minutes."""
    return Finding(crew, event, rule, verdict, 600, 600 + excess, excess, f"{excess} minutes over")


def judged(*findings: Finding) -> Judgement:
    """A judgement that found these."""
    return Judgement(VIOLATION, findings, (), (), "sha256:0")


@pytest.mark.parametrize(
    ("before", "after", "expect"),
    [
        pytest.param(judged(), judged(), [], id="nothing"),
        pytest.param(judged(finding("FDP", 5)), judged(finding("FDP", 5)), [], id="as before"),
        pytest.param(
            judged(finding("FDP", 5)), judged(replace(finding("FDP", 5), path=("x",))), [], id="by another scenario"
        ),
        pytest.param(judged(), judged(finding("FDP", 5)), [("FDP", Turn.ILLEGAL)], id="illegal now"),
        pytest.param(judged(finding("FDP", 5)), judged(), [("FDP", Turn.LEGAL)], id="legal again"),
        pytest.param(judged(finding("FDP", 5)), judged(finding("FDP", 65)), [("FDP", Turn.WORSE)], id="worse"),
        pytest.param(judged(finding("FDP", 65)), judged(finding("FDP", 5)), [("FDP", Turn.BETTER)], id="less bad"),
        pytest.param(judged(finding("FDP", 5)), judged(finding("FDP", 5, OPEN)), [("FDP", Turn.OPEN)], id="unsure now"),
        pytest.param(judged(), judged(finding("FDP", 5, OPEN)), [("FDP", Turn.OPEN)], id="unsure"),
        pytest.param(judged(finding("FDP", 5, OPEN)), judged(finding("FDP", 5)), [("FDP", Turn.ILLEGAL)], id="decided"),
        pytest.param(
            judged(finding("FDP", 5)), judged(replace(finding("FDP", 5), limit=540, actual=545)),
            [("FDP", Turn.OTHERWISE)], id="another limit, passed by as much",
        ),
        pytest.param(
            judged(finding("REST", 1), finding("REST", 2)), judged(finding("REST", 2), finding("REST", 2)),
            [("REST", Turn.WORSE)], id="one of two alike",
        ),
        pytest.param(
            judged(finding("REST", 1)), judged(finding("FDP", 1)),
            [("FDP", Turn.ILLEGAL), ("REST", Turn.LEGAL)], id="one rule for another",
        ),
    ],
)  # fmt: skip
def test_what_becomes_of_a_finding(before: Judgement, after: Judgement, expect: list[tuple[str, Turn]]) -> None:
    assert [(each.rule, each.turn) for each in shift(before, after)] == expect


def test_a_duty_that_was_illegal_already_does_not_become_so() -> None:
    (found,) = shift(judged(finding("REST", 1)), judged(finding("REST", 1), finding("FDP", 1)))
    assert (found.rule, found.duty_before, found.duty_after) == ("FDP", VIOLATION, VIOLATION)
    (other,) = shift(judged(finding("REST", 1, event="d2")), judged(finding("REST", 1, event="d2"), finding("FDP", 1)))
    assert (other.event, other.duty_before, other.duty_after) == ("d1", Verdict.LEGAL, VIOLATION)


def test_the_worst_finding_is_the_verdict_of_a_duty_in_any_order() -> None:
    both = (finding("REST", 1, OPEN), finding("FDP", 1))
    for order in (both, both[::-1]):
        assert {each.duty_after for each in shift(judged(), judged(*order))} == {VIOLATION}
