"""Values as Cypher and as YAML spell them: whatever the text, it comes back as it was."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.export.blocks import mapping
from graph.export.literals import Cursor, literal
from graph.export.scalars import scalar
from graph.packfile import PackFile

NASTY = st.text(
    st.sampled_from("\\'\"`u0027nrt \t\n\r\x01\x1b\x7f\x85\u2028\ufeff:#-|>&*!%@{}[],é✈🛫\U000e0001"), max_size=12
)
TEXTS = st.one_of(st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=30), NASTY)
DAYS = st.dates(date(1, 1, 1))
NUMBERS = st.integers(-(2**63), 2**63 - 1)
VALUES = st.one_of(TEXTS, NUMBERS, st.booleans(), DAYS, st.lists(TEXTS, max_size=3), st.lists(NUMBERS, max_size=3))
NESTED = st.recursive(
    st.one_of(TEXTS, NUMBERS, st.booleans(), st.none()),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(TEXTS, inner, max_size=4)),
    max_leaves=12,
)


@given(st.dictionaries(st.from_regex(r"[A-Za-z]\w{0,8}", fullmatch=True).filter(str.isascii), VALUES, max_size=5))
def test_a_literal_comes_back_as_it_was_on_one_line_of_what_can_be_seen(given: Mapping[str, object]) -> None:
    written = literal(given)
    assert written.isprintable()
    cursor = Cursor(written)
    assert cursor.map() == given
    cursor.end()


@given(st.dictionaries(TEXTS, NESTED, max_size=5))
def test_what_stands_in_a_yaml_file_comes_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, given: dict[str, object]
) -> None:
    file = tmp_path_factory.mktemp("yaml") / "file.yaml"
    file.write_bytes(("\n".join(mapping({"top": given})) + "\n").encode())
    assert PackFile(file).values == {"top": given}


SPELLED = {
    "a word": ("red_eye", "red_eye"),
    "a code": ("14CFR117.25(e)", "14CFR117.25(e)"),
    "prose": ("Rest, as it was: at most.", '"Rest, as it was: at most."'),
    "a colon inside": ("see 4.A:b, then rest", "see 4.A:b, then rest"),
    "a length": ("10:30", '"10:30"'),
    "a day as text": ("2026-01-01", '"2026-01-01"'),
    "a day": (date(2026, 1, 1), "2026-01-01"),
    "text that looks like truth": ("tRuE", '"tRuE"'),
    "text that looks like hex": ("0xAB", '"0xAB"'),
    "a quote": ('he said "go"', 'he said "go"'),
    "nothing": ("", '""'),
    "what cannot be seen": ("a\x00\u2028", '"a\\x00\\u2028"'),
}


@pytest.mark.parametrize(("value", "written"), SPELLED.values(), ids=SPELLED)
def test_a_value_is_spelled_as_people_would(value: object, written: str) -> None:
    assert scalar(value) == written


def test_several_lines_stay_several_lines(tmp_path: Path) -> None:
    values: dict[str, object] = {"text": "First.\n\n  Second: deeper.\nThird.\n", "short": "a\nb", "odd": "a \nb"}
    written = list(mapping(values))
    assert written[:5] == ["text: |", "  First.", "", "    Second: deeper.", "  Third."]
    assert written[5:] == ["short: |-", "  a", "  b", 'odd: "a \\nb"']
    file = tmp_path / "file.yaml"
    file.write_text("\n".join(written) + "\n")
    assert PackFile(file).values == values


WRONG = {
    "a call": ("{code: toUpper('a')}", "column 8: expected a value, found \"toUpper('a')}\""),
    "another day": ("{on: datetime('2026-01-01')}", "expected a value"),
    "a parameter": ("{code: $code}", "expected a value"),
    "an escape of others": (r"{code: '\x41'}", r"\\x is no escape that crewlex writes"),
    "no end": ("{code: 'a'", "expected ', '"),
    "text without end": ("{code: 'a}", "expected a value"),
    "a fraction": ("{percent: 1.5}", "expected ', '"),
    "what no database keeps": (r"{code: 'a\u0000'}", "a NUL character"),
    "no day of the calendar": ("{on: date('2026-02-30')}", "day is out of range"),
}


@pytest.mark.parametrize(("line", "said"), WRONG.values(), ids=WRONG)
def test_anything_but_a_literal_is_refused_with_its_column(line: str, said: str) -> None:
    with pytest.raises(ValueError, match=said.replace("(", r"\(").replace(")", r"\)").replace("{", r"\{")):
        Cursor(line).map()
