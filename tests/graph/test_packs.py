"""Pack files: what they become, and what is said of a bad one."""

from datetime import date
from pathlib import Path

import pytest

from domain.errors import InputError
from domain.rulegraph import EdgeKind
from domain.rules.limits import MinimumRest
from domain.rules.rule import PUBLIC, Key
from graph.packfile import PackFile
from graph.packfolder import read_folder
from graph.packs import documents, load_packs

RULE = """\
about: One rule of rest.
owner: {owner}
clauses:
  - {{citation: X 1, source: a test}}
scenarios:
  - {{id: any_duty, title: Any, category: DUTY, grain: duty, condition: "TRUE"}}
rules:
  - code: R1
    kind: {kind}
    category: REST
    title: Rest
    clause: X 1
    positions: [CAPTAIN]
    hard: true
    phase: BOTH
    effective: 2026-01-01
    applies_to: [any_duty]
    spec: {{family: minimum_rest, minutes: 10:00}}
cases:
  - {{name: enough, rule: R1, expect: true}}
"""
LAW = RULE.format(owner="PUBLIC", kind="FaaRule")
TERM = RULE.format(owner="AIRLINE", kind="ContractTerm")


def folder(tmp_path: Path, **files: str) -> Path:
    for name, text in files.items():
        (tmp_path / f"{name}.yaml").write_text(text)
    return tmp_path


def test_a_file_becomes_nodes_and_edges(tmp_path: Path) -> None:
    content = load_packs(folder(tmp_path, law=LAW))
    (rule,) = content.rules
    assert rule.key == Key(PUBLIC, "R1")
    assert rule.spec_on(date(2026, 1, 1)) == MinimumRest(minutes=600)
    assert [(edge.kind, edge.target.code) for edge in content.edges] == [
        (EdgeKind.APPLIES_TO, "any_duty"),
        (EdgeKind.CITES, "X 1"),
    ]


def test_each_airline_gets_its_own_copy_of_a_contract(tmp_path: Path) -> None:
    content = load_packs(folder(tmp_path, term=TERM), airlines=["XP", "YY"])
    assert [rule.key for rule in content.rules] == [Key("XP", "R1"), Key("YY", "R1")]
    assert [scenario.key for scenario in content.scenarios] == [Key("XP", "any_duty"), Key("YY", "any_duty")]
    assert len(content.clauses) == 1
    for edge in content.edges:
        assert edge.source.owner == edge.owner
        assert edge.target.owner in (edge.owner, PUBLIC)


def test_without_an_airline_a_contract_is_nobodys(tmp_path: Path) -> None:
    assert load_packs(folder(tmp_path, term=TERM)).rules == ()


def test_order_of_files_does_not_matter(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    other = LAW.replace("R1", "R2").replace("X 1", "X 2").replace("any_duty", "every_duty")
    first = load_packs(folder(tmp_path / "a", one=LAW, two=other))
    assert first == load_packs(folder(tmp_path / "b", one=other, two=LAW))


FAULTS = [
    ("a key twice", "    hard: true\n", "    hard: true\n    hard: false\n", r":14: rules\[0\]\.hard: .*line 15"),
    ("an unknown key", "    hard: true\n", "    hard: true\n    hrad: 1\n", r":15: rules\[0\]\.hrad: .*spelling"),
    ("a missing key", "    hard: true\n", "", r":8: rules\[0\]: hard is missing: add it"),
    ("a binary fraction", "10:00}", "10.5}", r"spec\.minutes: 10.5 is a binary fraction: write it in quotes, '10.5'"),
    ("a word for a length", "10:00}", "ten}", r"spec\.minutes: 'ten' is no length: write H:MM or whole minutes"),
    (
        "an unknown family",
        "minimum_rest",
        "minimal_rest",
        r":18: rules\[0\]\.spec: there is no family minimal_rest; did you mean minimum_rest\?",
    ),
    ("a family like no other", "minimum_rest", "siesta", r":18: rules\[0\]\.spec: .*use one of fdp_table, "),
    ("no such day", "2026-01-01", "2026-02-30", r":16: rules\[0\]\.effective: 2026-02-30 is no day of the calendar"),
    ("no such position", "[CAPTAIN]", "[CAPTIAN]", r":13: rules\[0\]\.positions\[0\]: .*did you mean CAPTAIN\?"),
    (
        "no such scenario",
        "[any_duty]",
        "[many_duty]",
        r":17: rules\[0\]\.applies_to\[0\]: there is no scenario many_duty; did you mean any_duty\?",
    ),
    ("no such clause", "clause: X 1", "clause: X 9", r":12: rules\[0\]\.clause: there is no clause X 9"),
    (
        "no cases",
        "cases:\n  - {name: enough, rule: R1, expect: true}\n",
        "",
        r":1: the top: cases: a pack of rules, .* add some",
    ),
    ("an owner inside", "    hard: true\n", "    hard: true\n    owner: PUBLIC\n", r"the pack names the owner once"),
    ("expired at once", "    hard: true\n", "    hard: true\n    expires: 2026-01-01\n", r"is not after effective"),
    ("an open bracket", "[CAPTAIN]", "[CAPTAIN", r"this is no YAML: .*line 13"),
    (
        "a conflict without a method",
        "    hard: true\n",
        "    hard: true\n    conflicts_with: [{rule: R1}]\n",
        r"a conflict needs a method",
    ),
]


@pytest.mark.parametrize(("right", "wrong", "message"), [fault[1:] for fault in FAULTS], ids=[f[0] for f in FAULTS])
def test_a_fault_is_told_with_file_line_path_and_remedy(right: str, wrong: str, message: str, tmp_path: Path) -> None:
    assert right in LAW
    with pytest.raises(InputError, match=message) as told:
        load_packs(folder(tmp_path, law=LAW.replace(right, wrong, 1)))
    assert "law.yaml" in str(told.value)


def test_one_code_in_two_files_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"two\.yaml:8: rules\[0\]: the rule R1 is defined a second time"):
        load_packs(folder(tmp_path, one=LAW, two=LAW.replace("any_duty", "x").replace("X 1", "X 2")))


def test_shared_law_cannot_point_at_a_contract(tmp_path: Path) -> None:
    law = LAW.replace("R1", "R2").replace("X 1", "X 2").split("scenarios:")[0]
    law += "rules:" + LAW.replace("R1", "R2").replace("X 1", "X 2").split("rules:")[1]
    with pytest.raises(InputError, match="there is no scenario any_duty"):
        load_packs(folder(tmp_path, law=law, term=TERM), airlines=["XP"])


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="There is no rule pack"):
        read_folder(tmp_path)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.yaml cannot be read"):
        PackFile(tmp_path / "none.yaml")


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("06:00", "06:00"),
        ("10:30", "10:30"),
        ("7", 7),
        ("-7", -7),
        ("007", "007"),
        ("1_000", "1_000"),
        ("2026-01-31", date(2026, 1, 31)),
        ("'2026-01-31'", "2026-01-31"),
        ("'7'", "7"),
        ("true", True),
        ("yes", "yes"),
        ("~", None),
        ("", None),
    ],
)
def test_plain_words_are_what_they_look_like(written: str, value: object, tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text(f"key: {written}\n")
    assert PackFile(tmp_path / "x.yaml").values == {"key": value}


SENIOR = TERM.replace("owner: AIRLINE\n", "owner: AIRLINE\ntemplate: senior\n")
USUAL = TERM.replace("owner: AIRLINE\n", "owner: AIRLINE\ntemplate: sample\n").replace("R1", "R2")
USUAL = USUAL.replace("X 1", "X 2").replace("any_duty", "every_duty")


def test_a_template_is_given_only_to_those_who_ask(tmp_path: Path) -> None:
    source = folder(tmp_path, senior=SENIOR, usual=USUAL)
    assert [rule.key for rule in load_packs(source, ["XP"]).rules] == [Key("XP", "R2")]
    assert [clause.citation for clause in load_packs(source, ["XP"]).clauses] == ["X 2"]
    asked = load_packs(source, {"XP": ["senior"], "YY": ["sample", "senior"], "ZZ": []})
    assert [rule.key for rule in asked.rules] == [Key("XP", "R1"), Key("YY", "R1"), Key("YY", "R2")]


def test_an_unknown_template_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"XP: there is no contract template 'junior': take one of senior\."):
        load_packs(folder(tmp_path, senior=SENIOR), {"XP": ["junior"]})


def test_shared_law_is_no_template(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="a template is given to airlines"):
        load_packs(folder(tmp_path, law=LAW.replace("owner: PUBLIC\n", "owner: PUBLIC\ntemplate: x\n")))


PARTS = "components:\n  - {type: base, title: B, grain: leg}\n  - {type: rig, title: R, grain: leg}\n"
NEEDS = "needs:\n  - {component: base, depends_on: [rig]}\n"


def test_a_contract_says_what_its_components_need_and_two_say_it_once(tmp_path: Path) -> None:
    parts = f"about: Parts.\n{PARTS}cases:\n  - {{name: nothing first, component: rig, expect: []}}\n"
    source = folder(tmp_path, parts=parts, senior=SENIOR + NEEDS, usual=USUAL + NEEDS)
    drawn = {"XP": ["sample", "senior"], "YY": ["sample"], "ZZ": []}
    edges = [edge for edge in load_packs(source, drawn).edges if edge.kind is EdgeKind.DEPENDS_ON]
    assert [(edge.owner, edge.source.code, edge.target.code) for edge in edges] == [
        ("XP", "base", "rig"),
        ("YY", "base", "rig"),
    ]


def test_a_contract_cannot_need_what_there_is_not(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"needs\[0\]\.depends_on\[0\]: there is no component rig; did you mean rug"):
        load_packs(folder(tmp_path, senior=SENIOR + PARTS.replace("type: rig", "type: rug") + NEEDS))


WHO = (
    "crew: {id: X1, position: CAPTAIN, base: HVN, hire_date: 2024-02-01}, period: {start: 2026-06-01, end: 2026-06-30}"
)


@pytest.mark.parametrize(
    ("case", "message"),
    [
        ("terms: [R1], input: {crw: {}}", r"cases\[1\]: input.crew: it is missing"),
        (f"terms: [R1], input: {{{WHO}, crw: 1}}", r"cases\[1\]: input.crw: there is no such key here"),
        (f"terms: [R1], input: {{{WHO}, credit: '-1:00'}}", "input.credit: '-1:00' is no length"),
        ("terms: [R1], rule: R1", "about exactly one rule, scenario or component, or about terms"),
    ],
)
def test_a_pay_case_of_another_shape_is_refused(case: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=message):
        load_packs(folder(tmp_path, law=LAW + f"  - {{name: pay, {case}, expect: {{}}}}\n"))


DOCUMENT = """\
authorities: [{code: A, title: Who makes it}]
document:
  code: X
  title: A law
  authority: A
  sections: [{citation: X 1, title: One, status: checked}]
"""


def test_a_document_maps_the_sections_of_a_pack(tmp_path: Path) -> None:
    source = folder(tmp_path, law=LAW + DOCUMENT, term=USUAL)
    assert set(documents(source)) == {"X"}
    assert [clause.document for clause in load_packs(source).clauses] == ["X", ""]


def test_a_file_may_hold_a_part_of_a_document_that_another_defines(tmp_path: Path) -> None:
    part = LAW.replace("R1", "R2").replace("X 1", "X 2").replace("any_duty", "one_duty") + "part_of: X\n"
    content = load_packs(folder(tmp_path, document="about: A law.\n" + DOCUMENT, law=LAW + "part_of: X\n", part=part))
    assert [(clause.citation, clause.document) for clause in content.clauses] == [("X 1", "X"), ("X 2", "X")]
