"""What the condition language has, and how it refuses the rest: with the place and what to write instead."""

import pytest

from domain.conditions import parse
from domain.errors import InputError
from domain.facts import FACTS, FactType
from domain.lawful import LAWFUL
from domain.rules.pay import Grain

SPOKEN = [
    ("the user's own", "delay_minutes >= 180 AND delay_code IN ('MX','CREW')",
     "delay_code IN ('CREW', 'MX') AND delay_minutes >= 180"),
    ("always", "TRUE", "TRUE"),
    ("the fact goes to the left", "180 <= delay_minutes", "delay_minutes >= 180"),
    ("a text on the left", "'MX' = delay_code", "delay_code = 'MX'"),
    ("NOT goes inward", "NOT (delay_minutes < 180 OR cancelled)", "NOT cancelled AND delay_minutes >= 180"),
    ("NOT of AND", "NOT (cancelled AND augmented)", "NOT augmented OR NOT cancelled"),
    ("a flag compared", "cancelled = FALSE", "NOT cancelled"),
    ("a flag differs", "cancelled <> FALSE", "cancelled"),
    ("a range", "delay_minutes BETWEEN 60 AND 179", "delay_minutes <= 179 AND delay_minutes >= 60"),
    ("a list of one", "segments IN (2)", "segments = 2"),
    ("numbers by size", "segments IN (10, 2, -1, 2)", "segments IN (-1, 2, 10)"),
    ("sums gather", "in_local_min - 15 > scheduled_in_local_min", "in_local_min - scheduled_in_local_min > 15"),
    ("sums have one sign", "scheduled_in_local_min - in_local_min < -15", "in_local_min - scheduled_in_local_min > 15"),
    ("a negative sum", "-delay_minutes > 3", "delay_minutes < -3"),
    ("dates", "DATE '2026-07-04' <= duty_date", "duty_date >= DATE '2026-07-04'"),
    ("two places", "origin <> destination", "destination <> origin"),
    ("unknown on purpose", "NOT delay_code IS NULL", "delay_code IS NOT NULL"),
    ("said twice", "cancelled AND (cancelled AND augmented)", "augmented AND cancelled"),
    ("TRUE adds nothing", "cancelled AND TRUE", "cancelled"),
    ("TRUE decides", "cancelled OR TRUE", "TRUE"),
    ("an apostrophe", "origin = 'O''H'", "origin = 'O''H'"),
    ("OR inside AND", "augmented AND (cancelled OR segments = 1)", "augmented AND (cancelled OR segments = 1)"),
]  # fmt: skip

REFUSED = [
    ("a misspelt fact", "delay_minute > 3", ["at character 1", "no fact delay_minute", "write delay_minutes"]),
    ("an unknown fact", "cancelled AND x = 1", ["at character 15", "no fact x"]),
    ("a number as text", "delay_minutes = '3'", ["at character 17", "write 3 without quotes"]),
    ("no number at all", "delay_minutes = 'long'", ["at character 17", "compare it with a whole number"]),
    ("a time of day", "cancelled OR report_local_min < '05:30'", ["at character 33", "write 330, which is 05:30 in m"]),
    ("a time of day on the left", "'05:30' > report_local_min", ["at character 1:", "write 330, which is 05:30 in m"]),
    ("a length in a range", "delay_minutes BETWEEN '1:00' AND 90", ["at character 23", "write 60, which is 1:00"]),
    ("a length in a list", "delay_minutes IN (30, '1:00')", ["at character 23", "write 60, which is 1:00"]),
    ("a time that is none", "report_local_min < '05:60'", ["compare it with a whole number"]),
    ("a text unquoted", "delay_code = MX", ["at character 14", "no fact MX", "write 'MX' if it is a text"]),
    ("a misspelt position", "cancelled AND crew_position = 'CAPTIAN'",
     ["at character 31", "crew_position is never 'CAPTIAN'; write 'CAPTAIN'"]),
    ("a misspelt kind in a list", "kind NOT IN ('OPERATING', 'DEADHED')", ["at character 27", "write 'DEADHEAD'"]),
    ("another case", "acclimatisation <> 'b'", ["acclimatisation is never 'b'; write 'B'"]),
    ("nothing like it", "kind = 'xyz'", ["kind is never 'xyz'; write 'OPERATING' or 'DEADHEAD'"]),
    ("a date with a number", "duty_date > 3", ["DATE '2026-01-31'"]),
    ("a date as text", "duty_date = '2026-01-01'", ["write DATE '2026-01-01'"]),
    ("a day as text", "duty_date = 'Sunday'", ["duty_date is date and 'Sunday' is text", "DATE '2026-01-31'"]),
    ("a flag as number", "cancelled = 1", ["cancelled is boolean and 1 is integer"]),
    ("a flag as text", "cancelled = 'true'", ["at character 13", "write TRUE without quotes"]),
    ("a flag by size", "cancelled > TRUE", ["> has no meaning for cancelled"]),
    ("a text by size", "delay_code > 'MX'", ["> has no meaning for delay_code"]),
    ("NOT of a number", "NOT delay_minutes", ["at character 5", "delay_minutes is integer"]),
    ("equal to NULL", "delay_code = NULL", ["write IS NULL"]),
    ("NULL in a list", "delay_minutes IN (1, NULL)", ["write IS NULL"]),
    ("a fraction", "delay_minutes >= 1.5", ["at character 18", "whole minutes"]),
    ("an exponent", "delay_minutes >= 1e3", ["whole minutes"]),
    ("a number too great", "delay_minutes < 10000000000", ["no whole number up to"]),
    ("a chain", "1 < delay_minutes < 3", ["is boolean and 3 is integer"]),
    ("a function", "abs(delay_minutes) = 1", ["at character", "not part of the language"]),
    ("a pattern", "delay_code LIKE 'M%'", ["not part of the language", "use comparisons"]),
    ("a product", "delay_minutes * 2 > 3", ["not part of the language"]),
    ("a query", "delay_code IN (SELECT 1)", ["not part of the language"]),
    ("a statement", "DROP TABLE flights", ["not part of the language"]),
    ("today", "duty_date = CURRENT_DATE", ["not part of the language"]),
    ("a parameter", "delay_minutes = ?", ["not part of the language"]),
    ("a table's column", "t.cancelled", ["not part of the language"]),
    ("double quotes", 'delay_code = "MX"', ["at character 14", "in double quotes; write 'MX'"]),
    ("a cast", "CAST(delay_minutes AS TEXT) = '3'", ["not part of the language"]),
    ("a day that is none", "duty_date = DATE '2026-02-30'", ["at character", "is no date"]),
    ("a range either way", "delay_minutes BETWEEN SYMMETRIC 3 AND 1", ["not part of the language"]),
    ("flags compared", "cancelled = augmented", ["compared with a condition"]),
    ("a list of mixed types", "delay_code IN ('MX', 1)", ["1 stands in a list for a fact that is text"]),
    ("an empty list", "delay_code IN ()", ["list for delay_code is empty"]),
    ("a sum that is unknown", "delay_minutes + 1 IS NULL", ["name one fact"]),
    ("a fact against itself", "delay_minutes - delay_minutes > 3", ["cancels itself out"]),
    ("a text against itself", "origin = origin", ["compared with itself"]),
    ("no fact", "1 < 2", ["name a fact"]),
    ("two literals", "'a' = 'b'", ["name one fact"]),
    ("no comparison", "delay_minutes + 1", ["neither true nor false"]),
    ("never", "cancelled AND FALSE", ["can never hold"]),
    ("nothing", "", ["one expression", "TRUE where it always holds"]),
    ("two conditions", "cancelled; augmented", ["one expression"]),
    ("half a condition", "delay_minutes >=", ["at character 15", "unfinished"]),
    ("a misspelt AND", "delay_minutes >= 180 AN cancelled", ["at character 25", "unfinished or misspelt"]),
    ("an open bracket", "(cancelled", ["unfinished"]),
    ("an open quote", "delay_code = 'MX", ["quote is left open"]),
    ("too deep", "(" * 17 + "cancelled" + ")" * 17, ["nest deeper than 16"]),
    ("too many words", "segments = 1" + "+1" * 250, ["503 words", "400 are the most"]),
    ("too long", "cancelled" + " " * 4000, ["4000 are the most"]),
    ("NOT without end", "NOT " * 390 + "cancelled", ["nested too deeply"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "normalised"), [case[1:] for case in SPOKEN], ids=[case[0] for case in SPOKEN])
def test_reads(text: str, normalised: str) -> None:
    assert parse(text, Grain.LEG).normalised == normalised


@pytest.mark.parametrize(("text", "said"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_refuses_with_place_and_remedy(text: str, said: list[str]) -> None:
    with pytest.raises(InputError) as refused:
        parse(text, Grain.LEG)
    assert [part for part in said if part not in str(refused.value)] == []


def test_a_fact_of_a_leg_is_not_known_of_a_duty() -> None:
    with pytest.raises(
        InputError, match="delay_minutes is a fact of a leg, not of a duty; give the scenario the grain"
    ):
        parse("delay_minutes > 3", Grain.DUTY)


@pytest.mark.parametrize("name", sorted(FACTS))
def test_every_published_fact_can_be_asked_for(name: str) -> None:
    literal = {
        FactType.INTEGER: "1",
        FactType.TEXT: f"'{LAWFUL.texts.get(name, ('x',))[0]}'",
        FactType.BOOLEAN: "TRUE",
        FactType.DATE: "DATE '2026-01-01'",
    }
    condition = parse(f"{name} = {literal[FACTS[name].type]}", FACTS[name].grain)
    assert condition.facts == {name}


def test_conditions_that_mean_the_same_are_equal() -> None:
    one = parse("NOT (delay_minutes < 180) AND delay_code IN ('MX', 'CREW')", Grain.LEG)
    assert one == parse("delay_code IN ('CREW','MX','MX') AND 180 <= delay_minutes", Grain.LEG)
