"""The page of pay terms is written from the types, and the one in docs/ is that page."""

from pathlib import Path
from typing import get_args

from domain.rules.pay import Term
from services.terms import page

DOCS = Path(__file__).parents[2] / "docs"


def test_the_page_in_the_docs_is_the_one_the_types_give() -> None:
    assert (DOCS / "terms.md").read_text("utf-8") == page(), "write it again: crewlex rules terms > docs/terms.md"


def test_every_family_and_every_parameter_is_told_with_a_meaning() -> None:
    told = page()
    for kind in get_args(Term):
        start = told.index(f"### `{kind.model_fields['family'].default}`\n")
        section = told[start : told.find("\n#", start + 4)]
        for name in set(kind.model_fields) - {"family"}:
            (row,) = [line for line in section.splitlines() if line.startswith(f"| `{name}` |")]
            assert all(cell.strip() for cell in row.strip("|").split("|")), row


def test_values_are_told_as_people_write_them() -> None:
    told = page()
    for row in (
        "| `per` | 1 to 24 | must be given |",
        "| `minimum` | length | 0:00 |",
        "| `from_minute` | time of day | 0:00 |",
        "| `stacking` | `additive` · `compounding` | `additive` |",
        "| `with_delay_pay` | `true` or `false` | `false` |",
        "| `day_values` | list of {minutes: length, month_days?: number} | none |",
    ):
        assert row in told, row
