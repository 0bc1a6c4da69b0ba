"""The condition of a term of pay is read when the term is: over the rows that the term pays."""

import pytest
from pydantic import ValidationError

from domain.rules.pay import Premium
from tests.domain.examples import rule

REFUSED = [
    ("a misspelt fact", "leg", "delay_minute >= 60", "at character 1: there is no fact delay_minute; write delay"),
    ("another type", "leg", "delay_minutes >= '1:00'", "write 60, which is 1:00 in minutes"),
    ("a misspelt position", "duty", "crew_position = 'CAPTIAN'", "at character 17: .* write 'CAPTAIN'"),
    ("a fact of a leg for a duty", "duty", "delay_minutes >= 60", "delay_minutes is a fact of a leg, not of a duty"),
    ("never", "leg", "segments > 3 AND segments < 3", "no row of facts satisfies 'segments > 3 AND segments < 3': say"),
]  # fmt: skip


@pytest.mark.parametrize(("grain", "text", "said"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_a_condition_that_cannot_be_read_is_refused_with_the_term(grain: str, text: str, said: str) -> None:
    spec = {"family": "premium", "component": "c", "grain": grain, "flat": "5", "condition": text}
    with pytest.raises(ValidationError, match=said):
        rule("A", spec)


@pytest.mark.parametrize("text", [None, "delay_minutes >= 60", "segments >= 5 AND crew_position = 'CAPTAIN'"])
def test_one_that_can_be_read_stays_as_it_was_written(text: str | None) -> None:
    assert Premium.model_validate({"component": "c", "flat": "5", "condition": text}).condition == text
