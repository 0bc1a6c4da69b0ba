"""What people type leads to the node they mean, and never to another airline's."""

import pytest

from domain.errors import InputError, NotFoundError
from domain.rulegraph import RuleGraph
from domain.rules.rule import Key
from graph.packs import load_packs
from services.naming import key_of

FOUND = {
    "shared law": ("rule", "14CFR117.13(a)", "XP", Key("PUBLIC", "14CFR117.13(a)")),
    "their own": ("rule", "SAMPLE_Section_4.B", "XP", Key("XP", "SAMPLE_Section_4.B")),
    "written out": ("rule", "XP/SAMPLE_Section_4.B", "XP", Key("XP", "SAMPLE_Section_4.B")),
    "any airline's, by the platform": ("rule", "YY/SAMPLE_Section_4.B", "PUBLIC", Key("YY", "SAMPLE_Section_4.B")),
    "a scenario": ("scenario", "red_eye", "XP", Key("PUBLIC", "red_eye")),
    "a component": ("component", "overtime", "XP", Key("PUBLIC", "overtime")),
}


@pytest.fixture(scope="module")
def content() -> RuleGraph:
    return load_packs(airlines=["XP", "YY"])


@pytest.mark.parametrize(("kind", "typed", "owner", "key"), FOUND.values(), ids=FOUND)
def test_it_is_found(content: RuleGraph, kind: str, typed: str, owner: str, key: Key) -> None:
    assert key_of(content, kind, typed, owner) == key


def test_what_comes_close_is_offered(content: RuleGraph) -> None:
    with pytest.raises(NotFoundError, match=r"no rule 14CFR117.13: is it 14CFR117.13\(a\)"):
        key_of(content, "rule", "14CFR117.13", "XP")


def test_another_airlines_is_not_there(content: RuleGraph) -> None:
    with pytest.raises(NotFoundError, match=r"no rule YY/SAMPLE_Section_4\.B"):
        key_of(content, "rule", "YY/SAMPLE_Section_4.B", "XP")


def test_the_platform_says_whose_it_means(content: RuleGraph) -> None:
    with pytest.raises(InputError, match=r"a rule of XP and YY: write which, as in XP/SAMPLE_Section_4\.B"):
        key_of(content, "rule", "SAMPLE_Section_4.B", "PUBLIC")
