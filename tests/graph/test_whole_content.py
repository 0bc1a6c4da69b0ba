"""A rule's whole content set at once: dated, corrected, and refused where it is not its own."""

from datetime import date

import pytest

from domain.errors import InputError, RefusedError
from domain.rulegraph import RuleGraph
from domain.rules.rule import PUBLIC, Key, Rule
from graph.applying import apply
from graph.edits import SetSpec
from graph.touching import told

TABLE_B = Key(PUBLIC, "14CFR117.13(a)")
DAY = date(2027, 1, 1)


def rule(content: RuleGraph, key: Key = TABLE_B) -> Rule:
    return next(rule for rule in content.rules if rule.key == key)


def edit(content: RuleGraph, since: date | None = None, like: Key = TABLE_B) -> SetSpec:
    """The table with an hour less where it begins; or the content of another rule."""
    spec = rule(content, like).versions[-1].spec
    if like == TABLE_B:
        first, *rows = spec.model_dump()["rows"]
        less = [limit - 60 for limit in first["limits"]]
        spec = type(spec).model_validate(spec.model_dump() | {"rows": [first | {"limits": less}, *rows]})
    return SetSpec(rule=TABLE_B, spec=spec, since=since)


@pytest.mark.parametrize(("own", "effective"), [(DAY, None), (None, DAY), (DAY, date(2026, 12, 1))], ids=str)
def test_from_a_day_on_what_it_said_before_stays(own: date | None, effective: date | None, packs: RuleGraph) -> None:
    changed = edit(packs, own)
    after = rule(apply(packs, [changed], effective=effective))
    before = rule(packs)
    assert after.spec_on(date(2026, 12, 31)) == before.spec_on(date(2026, 12, 31))
    assert after.spec_on(DAY) == changed.spec
    assert len(after.versions) == len(before.versions) + 1


def test_as_a_correction_it_stands_in_place_of_the_last(packs: RuleGraph) -> None:
    changed = edit(packs)
    after = rule(apply(packs, [changed]))
    assert after.versions[-1].spec == changed.spec
    assert [each.since for each in after.versions] == [each.since for each in rule(packs).versions]
    assert told(changed) == f"set the content of {TABLE_B}"
    assert SetSpec.model_validate_json(changed.model_dump_json()) == changed


def test_another_family_and_another_owner_are_refused(packs: RuleGraph) -> None:
    with pytest.raises(InputError, match=r"its content cannot be that: .* all versions of a rule are of one family"):
        apply(packs, [edit(packs, DAY, Key(PUBLIC, "OPS-REPORT"))])
    with pytest.raises(RefusedError, match=r"14CFR117\.13"):
        apply(packs, [edit(packs, DAY)], editor="XP")
