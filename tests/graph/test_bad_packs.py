"""A folder of packs with a fault is refused whole: file, line, what is wrong and what to change."""

import re
from pathlib import Path

import pytest

from domain.errors import InputError
from graph.packs import lint, load_packs

LAW = """\
about: A law, how it is read, and who made it.
authorities:
  - {code: MAKER, title: Who makes it}
document: {code: LAW, title: The law, authority: MAKER, sections: [{citation: LAW 1, title: One, status: checked}]}
clauses:
  - {citation: LAW 1, source: a test}
scenarios:
  - {id: any_duty, title: Any, category: DUTY, grain: duty, condition: "TRUE"}
  - {id: night, title: Night, category: DUTY, grain: duty, condition: wocl_minutes > 0, specializes: [any_duty]}
components:
  - {type: base, title: Base, grain: period}
  - {type: over, title: Over, grain: period, depends_on: [base]}
rules:
  - {code: OLD, kind: FaaRule, category: REST, title: Rest, clause: LAW 1, positions: [CAPTAIN], hard: true,
      phase: BOTH, effective: 2020-01-01, expires: 2026-01-01, applies_to: [any_duty],
      spec: {family: minimum_rest, minutes: "9:00"}}
  - {code: NEW, kind: FaaRule, category: REST, title: Rest, clause: LAW 1, positions: [CAPTAIN], hard: true,
      phase: BOTH, effective: 2026-01-01, applies_to: [any_duty], supersedes: [OLD],
      spec: {family: minimum_rest, minutes: "10:00"}}
interpretations:
  - {code: READING, title: T, situation: S, reading: R, source: us, confidence: 50, interprets: [NEW]}
cases:
  - {name: enough, rule: NEW, input: {rest: "10:00"}, expect: {legal: true}}
  - {name: at night, scenario: night, input: {wocl_minutes: 1}, expect: HOLDS}
"""
TERM = """\
about: A contract.
owner: AIRLINE
template: sample
part_of: LAW
clauses:
  - {citation: LAW CBA 1, source: a test}
rules:
  - {code: USUAL, kind: ContractTerm, category: PAY, title: Usual, clause: LAW CBA 1, positions: [CAPTAIN],
      hard: false, phase: OPERATE, effective: 2026-01-01, applies_to: [any_duty],
      spec: {family: premium, component: base, grain: duty, percent: 10}}
  - {code: BY_NIGHT, kind: ContractTerm, category: PAY, title: Night, clause: LAW CBA 1, positions: [CAPTAIN],
      hard: false, phase: OPERATE, effective: 2026-07-01, applies_to: [night],
      overrides: [{rule: USUAL, because: it says so}],
      spec: {family: premium, component: base, grain: duty, percent: 20}}
cases:
  - {name: ten percent, rule: USUAL, expect: {percent: 10}}
  - {name: twenty percent, rule: BY_NIGHT, expect: {percent: 20}}
"""


def folder(tmp_path: Path, law: str = LAW, term: str = TERM) -> Path:
    (tmp_path / "law.yaml").write_text(law)
    (tmp_path / "term.yaml").write_text(term)
    return tmp_path


def test_without_a_fault_they_load(tmp_path: Path) -> None:
    content = load_packs(folder(tmp_path), ["XP"])
    assert [rule.code for rule in content.rules] == ["NEW", "OLD", "BY_NIGHT", "USUAL"]
    assert len(lint(tmp_path)) == 2


IN_LAW = [
    ("a length in words", 'minutes: "10:00"', 'minutes: "10 h"', r":19: rules[1].spec.minutes: '10 h' is no length"),
    ("a share as money", "confidence: 50", 'confidence: "50.00"', r":21: interpretations[0].confidence: write a whole"),
    ("a NUL", "title: One", r'title: "O\0ne"', ":4: document.sections[0].title: there is a NUL character"),
    ("a NUL in a key", "title: One", r'"tit\0le": One', "there is a NUL character in the text"),
    ("an unknown family", 'minimum_rest, minutes: "10', 'minimal_rest, minutes: "10', "did you mean minimum_rest?"),
    (
        "a citation",
        "title: Rest, clause: LAW 1",
        "title: Rest, clause: LAW 2",
        ":14: rules[0].clause: there is no clause LAW 2; did you mean LAW 1?",
    ),
    (
        "an authority",
        "authority: MAKER",
        "authority: BAKER",
        ":4: document.authority: there is no authority BAKER; did you mean MAKER?",
    ),
    (
        "a wider scenario",
        "specializes: [any_duty]",
        "specializes: [all_duty]",
        ":9: scenarios[1].specializes[0]: there is no scenario all_duty",
    ),
    (
        "a component behind",
        "depends_on: [base]",
        "depends_on: [bass]",
        ":12: components[1].depends_on[0]: there is no component bass; did you mean base?",
    ),
    (
        "a rule superseded",
        "supersedes: [OLD]",
        "supersedes: [ODD]",
        ":18: rules[1].supersedes[0]: there is no rule ODD; did you mean OLD?",
    ),
    (
        "a rule that is read",
        "interprets: [NEW]",
        "interprets: [NOW]",
        ":21: interpretations[0].interprets[0]: there is no rule NOW; did you mean NEW?",
    ),
    (
        "what a case is about",
        "scenario: night",
        "scenario: nite",
        ":24: cases[1].scenario: there is no scenario nite; did you mean night?",
    ),
    (
        "a case twice",
        "name: at night, scenario: night",
        "name: enough, rule: NEW",
        ":24: cases[1].name: the case NEW: enough is defined a second time, after ",
    ),
    (
        "an end before the beginning",
        "expires: 2026-01-01",
        "expires: 2019-01-01",
        ":14: rules[0]: OLD: expires 2019-01-01 is not after effective 2020-01-01",
    ),
    (
        "superseded and not ended",
        ", expires: 2026-01-01",
        "",
        ":18: rules[1].supersedes[0]: NEW SUPERSEDES OLD, and both hold from 2026-01-01 on: OLD expires never",
    ),
    (
        "superseded and ended too late",
        "expires: 2026-01-01",
        "expires: 2026-01-02",
        "OLD expires on 2026-01-02. Let it expire on 2026-01-01 at the latest.",
    ),
    (
        "two versions of one day",
        'spec: {family: minimum_rest, minutes: "10:00"}',
        "versions: [&one {since: 2026-01-01, spec: {family: minimum_rest, minutes: 600}}, *one]",
        ":17: rules[1]: NEW: versions must ascend by date",
    ),
    (
        "put off to the day",
        "phase: BOTH, effective: 2026",
        "phase: OPERATE, effective: 2026",
        ":17: rules[1]: NEW: a hard minimum_rest binds the planner",
    ),
    (
        "a circle of components",
        "title: Base, grain: period",
        "title: Base, grain: period, depends_on: [over]",
        "this leads in a circle, base DEPENDS_ON over DEPENDS_ON base: take one",
    ),
    (
        "a circle of scenarios",
        '"TRUE"',
        '"TRUE", specializes: [night]',
        "this leads in a circle, any_duty SPECIALIZES night SPECIALIZES any_duty",
    ),
    (
        "a circle of successors",
        "expires: 2026-01-01",
        "expires: 2026-01-01, supersedes: [NEW]",
        "this leads in a circle, NEW SUPERSEDES OLD SUPERSEDES NEW",
    ),
    (
        "a misspelt fact",
        "wocl_minutes > 0",
        "wocl_minute > 0",
        "[1].condition: In the condition 'wocl_minute > 0' at character 1: there is no fact wocl_minute; write wocl_m",
    ),
    (
        "a sentence that breaks off",
        "wocl_minutes > 0",
        "wocl_minutes >",
        ":9: scenarios[1].condition: In the condition 'wocl_minutes >' at character 14: it is unfinished",
    ),
    (
        "what can never be",
        "wocl_minutes > 0",
        "wocl_minutes > 0 AND wocl_minutes < 0",
        ":9: scenarios[1].condition: no row of facts satisfies ",
    ),
    (
        "what no clock can show",
        "wocl_minutes > 0",
        "duty_minutes > 600 AND duty_minutes < 500",
        ":9: scenarios[1].condition: no row of facts satisfies 'duty_minutes > 600 AND duty_minutes < 500' (",
    ),
    (
        "nothing to show",
        LAW[LAW.index("cases:") :],
        "",
        ":1: the top: cases: a pack of rules, scenarios or components shows what they answer",
    ),
]
IN_TERM = [
    (
        "a rule overridden",
        "rule: USUAL, because",
        "rule: USUEL, because",
        ":13: rules[1].overrides[0].rule: there is no rule USUEL; did you mean USUAL?",
    ),
    ("no reason", ", because: it says so", "", ":11: rules[1]: an override says why"),
    (
        "a scenario",
        "applies_to: [night]",
        "applies_to: [nights]",
        ":12: rules[1].applies_to[0]: there is no scenario nights; did you mean night?",
    ),
    (
        "what it pays",
        "component: base, grain: duty, percent: 20",
        "component: bases, grain: duty, percent: 20",
        ":14: rules[1].spec.component: there is no component bases; did you mean base?",
    ),
    ("a document", "part_of: LAW", "part_of: LEW", ":4: part_of: there is no document LEW; did you mean LAW?"),
    (
        "drawn twice",
        "[{rule: USUAL, because: it says so}]",
        "[{rule: USUAL, because: a}, {rule: USUAL, because: b}]",
        "BY_NIGHT OVERRIDES USUAL stands twice; keep one.",
    ),
    (
        "a circle of overrides",
        "effective: 2026-01-01,",
        "effective: 2026-01-01, overrides: [{rule: BY_NIGHT, because: so}],",
        "this leads in a circle, BY_NIGHT OVERRIDES USUAL OVERRIDES BY_NIGHT",
    ),
    (
        "nothing settles it",
        ",\n      overrides: [{rule: USUAL, because: it says so}]",
        "",
        "XP/BY_NIGHT (LAW CBA 1) and XP/USUAL (LAW CBA 1) disagree from 2026-07-01 on",
    ),
    (
        "law displaced by a contract",
        "rule: USUAL, because",
        "rule: NEW, because",
        "cannot displace PUBLIC/NEW (LAW 1) by OVERRIDES",
    ),
    (
        "a condition of a term",
        "percent: 20}",
        "percent: 20, condition: leg_count >}",
        ":14: rules[1].spec: In the condition 'leg_count >' at character 11: it is unfinished",
    ),
]


def refusal(source: Path) -> str:
    with pytest.raises(InputError) as told:
        load_packs(source, ["XP"])
    with pytest.raises(InputError):
        lint(source)
    return str(told.value)


@pytest.mark.parametrize(("right", "wrong", "says"), [one[1:] for one in IN_LAW], ids=[one[0] for one in IN_LAW])
def test_a_fault_in_the_law(right: str, wrong: str, says: str, tmp_path: Path) -> None:
    assert right in LAW
    said = refusal(folder(tmp_path, law=LAW.replace(right, wrong, 1)))
    assert says in said
    assert re.match(r".*law\.yaml:\d+: ", said)


@pytest.mark.parametrize(("right", "wrong", "says"), [one[1:] for one in IN_TERM], ids=[one[0] for one in IN_TERM])
def test_a_fault_in_the_contract(right: str, wrong: str, says: str, tmp_path: Path) -> None:
    assert right in TERM
    said = refusal(folder(tmp_path, term=TERM.replace(right, wrong, 1)))
    assert says in said
    assert re.match(r".*term\.yaml:\d+: ", said)


def test_a_disagreement_names_the_place_of_both(tmp_path: Path) -> None:
    said = refusal(folder(tmp_path, term=TERM.replace(",\n      overrides: [{rule: USUAL, because: it says so}]", "")))
    (line,) = said.splitlines()
    assert f"{tmp_path}/term.yaml:11: rules[1]: XP/BY_NIGHT" in line
    assert line.endswith(f"The other is {tmp_path}/term.yaml:8: rules[0].")


def test_everything_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    law = LAW.replace("phase: BOTH", "phase: SOMETIMES", 1).replace("confidence: 50", "confidence: 101")
    said = refusal(folder(tmp_path, law=law, term=TERM.replace("percent: 10}", "percent: -1}"))).splitlines()
    assert [line.split(": ")[0].removeprefix(f"{tmp_path}/") for line in said] == [
        "law.yaml:15",
        "law.yaml:21",
        "term.yaml:10",
    ]


def test_a_contract_may_not_lean_on_another(tmp_path: Path) -> None:
    other = TERM.replace("template: sample", "template: other").replace("LAW CBA 1", "LAW CBA 2")
    other = other.replace("code: USUAL", "code: MINE").replace("rule: USUAL, expect", "rule: MINE, expect")
    other = other.replace("BY_NIGHT", "MY_NIGHT")
    (tmp_path / "other.yaml").write_text(other)
    assert "other.yaml:13: rules[1].overrides[0].rule: there is no rule USUAL" in refusal(folder(tmp_path))
