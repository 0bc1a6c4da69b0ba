"""An export in both forms: the same bytes for the same rules, read back whole, refused where somebody changed it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from domain.canonical import digest
from domain.errors import CrewlexError, InputError, RefusedError
from domain.readings import Case, Interpretation
from domain.rulegraph import RuleGraph
from domain.rules.rule import Former
from graph.export.bundle import Bundle
from graph.export.forms import Form, read, write
from graph.packs import load_packs

CHOSEN = {"XP": ["sample"], "YY": ["sample_pilot", "sample_cabin"], "ZZ": ["avelo_like"]}
YAML, CYPHER = Form.YAML, Form.CYPHER
FORMS = pytest.mark.parametrize("form", list(Form))


@pytest.fixture(scope="module")
def bundle() -> Bundle:
    """All templates, and on top what packs do not say: odd texts, former conditions, dated relationships."""
    packs = load_packs(airlines=CHOSEN)
    first, *scenarios = packs.scenarios
    former = first.model_copy(update={"earlier": (Former(until=date(2026, 1, 1), condition="TRUE"),)})
    edge, *edges = packs.edges
    reading = Interpretation(
        owner="XP", code="odd", title="'\"\\u0027 ✈ \x7f", situation="one\n  two\n", reading="a: b #c", source="-",
        confidence=7, example='{"a": [1, "x"]}',
    )  # fmt: skip
    case = Case(owner="YY", name="odd", component="overtime", expect={"2026-01-01": None, "yes": ["10:30", 630, True]})
    content = packs.model_copy(
        update={
            "scenarios": (former, *scenarios),
            "edges": (edge.model_copy(update={"since": date(2026, 1, 1), "until": date(2027, 1, 1)}), *edges),
            "interpretations": (*packs.interpretations, reading),
            "cases": (*packs.cases, case),
        }
    )
    return Bundle(("PUBLIC", *CHOSEN), content.ordered())


@pytest.fixture(scope="module")
def texts(bundle: Bundle) -> dict[Form, str]:
    """The bundle in both forms."""
    return {form: write(bundle, form) for form in Form}


def put(folder: Path, form: Form, text: str) -> Path:
    """The text as a file of its form."""
    file = folder / f"rules.{form}"
    file.write_bytes(text.encode())
    return file


@FORMS
def test_what_is_read_is_what_was_written_and_has_the_same_bytes(
    form: Form, bundle: Bundle, texts: dict[Form, str], tmp_path: Path
) -> None:
    back = read(put(tmp_path, form, texts[form]))
    assert back == bundle
    assert (back.hash, digest(back.content)) == (bundle.hash, digest(bundle.content))
    assert write(back, form) == texts[form]


def test_from_one_form_to_the_other_and_back(texts: dict[Form, str], tmp_path: Path) -> None:
    script = write(read(put(tmp_path, YAML, texts[Form.YAML])), Form.CYPHER)
    assert write(read(put(tmp_path, CYPHER, script)), Form.YAML) == texts[Form.YAML]


@FORMS
def test_the_order_in_which_rules_come_is_no_matter(form: Form, bundle: Bundle, texts: dict[Form, str]) -> None:
    fields = {name: tuple(reversed(getattr(bundle.content, name))) for name in RuleGraph.model_fields}
    assert write(Bundle(bundle.owners, RuleGraph(**fields).ordered()), form) == texts[form]


@FORMS
def test_one_changed_value_is_one_changed_line_beside_the_hash(
    form: Form, bundle: Bundle, texts: dict[Form, str]
) -> None:
    first, *others = bundle.content.rules
    content = bundle.content.model_copy(update={"rules": (first.model_copy(update={"title": "Another"}), *others)})
    before, after = texts[form].splitlines(), write(Bundle(bundle.owners, content), form).splitlines()
    assert len(before) == len(after)
    assert sum(one != other for one, other in zip(before, after, strict=True)) == 2


def test_yaml_reads_as_packs_are_written(texts: dict[Form, str]) -> None:
    text = texts[Form.YAML]
    assert '        - {start: "05:00", end: "20:00", limit: "9:00"}' in text
    assert '        - {position: CAPTAIN, years: 0, rate: "200.00"}' in text
    assert "    effective: 2014-01-04" in text
    assert "\n    situation: |\n      one\n        two\n" in text


def swap(old: str, new: str) -> Callable[[str], str]:
    """Puts one text in place of another, once."""

    def change(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1)

    return change


CHANGES: dict[str, tuple[Form, Callable[[str], str], type[CrewlexError], str]] = {
    "a value": (YAML, swap("priority: 900", "priority: 901"), RefusedError, "changed after crewlex wrote it"),
    "a value in Cypher": (CYPHER, swap("priority: 900", "priority: 901"), RefusedError, "import it with --alt"),
    "an owner too many": (YAML, swap("[PUBLIC, XP", "[PUBLIC, WN, XP"), RefusedError, "changed after crewlex"),
    "a key twice": (YAML, swap("    code:", "    owner: XP\n    code:"), InputError, r"rules\[0\].*key stands twice"),
    "a word": (YAML, swap("kind: FaaRule", "kind: FarRule"), InputError, r":8: rules\[0\].kind: .*FarRule"),
    "an unknown key": (YAML, swap("    code:", "    colour: red\n    code:"), InputError, r":7: rules\[0\].colour"),
    "no hash": (YAML, swap("hash: sha256:", "hush: sha256:"), InputError, "hash is missing: add it"),
    "another format": (YAML, swap("crewlex: 1", "crewlex: 2"), InputError, "crewlex: "),
    "no YAML": (YAML, swap("crewlex: 1", "crewlex: ["), InputError, "this is no YAML"),
    "a foreign statement": (
        CYPHER, swap("CREATE (:Rule", "MATCH (n) DETACH DELETE n;\nCREATE (:Rule"), InputError,
        r":24: column 1: expected 'MATCH .source:'.*never runs anything",
    ),
    "two statements on a line": (
        CYPHER, swap("});\nCREATE (:Rule", "}); MATCH (n) DELETE n;\nCREATE (:Rule"), InputError,
        "expected the end of the line",
    ),
    "a call": (CYPHER, swap("priority: 900", "priority: toInteger('900')"), InputError, "expected a value"),
    "another label": (CYPHER, swap("(:Rule:FaaRule", "(:Rule:Admin"), InputError, "crewlex would write it as CRE"),
    "a strange node": (CYPHER, swap("(:Rule:FaaRule", "(:Flight"), InputError, "there are no nodes Flight"),
    "a property that is derived": (CYPHER, swap("appliesTo: 'CAPTAIN,", "appliesTo: '"), InputError, "would write"),
    "a strange schema": (CYPHER, swap("rule_key IF", "rule_key2 IF"), InputError, ":6: column 1: expected 'MATCH"),
    "no JSON inside": (CYPHER, swap("versions: '[", "versions: '"), InputError, "Expecting|Extra data"),
    "a derived relationship gone": (
        CYPHER, swap(":YIELDS {owner: 'XP'}", ":YIELDS {owner: 'YY'}"), RefusedError, "2 derived relationships",
    ),
    "somebody else's script": (CYPHER, lambda _: "CREATE (n);\n", InputError, "no export of crewlex"),
}  # fmt: skip


@pytest.mark.parametrize(("form", "change", "error", "said"), CHANGES.values(), ids=CHANGES)
def test_a_file_that_was_changed_is_refused(
    form: Form,
    change: Callable[[str], str],
    error: type[CrewlexError],
    said: str,
    texts: dict[Form, str],
    tmp_path: Path,
) -> None:
    file = put(tmp_path, form, change(texts[form]))
    with pytest.raises(error, match=said):
        read(file)


@FORMS
def test_a_change_that_is_meant_is_read(form: Form, bundle: Bundle, texts: dict[Form, str], tmp_path: Path) -> None:
    file = put(tmp_path, form, swap("priority: 900", "priority: 901")(texts[form]))
    back = read(file, altered=True)
    first, *others = back.content.rules
    assert first == bundle.content.rules[0].model_copy(update={"priority": 901})
    assert tuple(others) == bundle.content.rules[1:]


@FORMS
def test_what_belongs_to_nobody_named_and_what_leads_nowhere_is_refused_even_then(
    form: Form, bundle: Bundle, tmp_path: Path
) -> None:
    with pytest.raises(InputError, match="something belongs to XP: add that to its owners"):
        read(put(tmp_path, form, write(Bundle(("PUBLIC", "YY", "ZZ"), bundle.content), form)))
    loose = bundle.content.model_copy(update={"scenarios": ()})
    with pytest.raises(InputError, match=r"rules\.\w+: .*there is no scenario"):
        read(put(tmp_path, form, write(Bundle(bundle.owners, loose), form)), altered=True)


def test_a_name_that_says_no_form_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"rules\.json ends neither in \.yaml nor in \.cypher"):
        read(tmp_path / "rules.json")


@FORMS
def test_a_file_that_is_not_there_is_told(form: Form, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"cannot be read \(No such file"):
        read(tmp_path / f"none.{form}")
