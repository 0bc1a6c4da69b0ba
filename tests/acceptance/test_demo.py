"""The main job, as a user runs it: everything it prints is what its API answers, and the seeded faults are found."""

from decimal import Decimal

import httpx
import pytest

from cli import questions
from tests.acceptance.running import CARRIER, MONTH, Demo

START = "2026-12-01"


@pytest.mark.parametrize(
    "said",
    [
        pytest.param("moved      by 726 whole weeks", id="the moved date"),
        pytest.param("generated  328 ways back, ", id="what is generated"),
        pytest.param("crew members and their names, the causes of delays, the payroll ledger", id="also generated"),
        pytest.param("clock      2027-01-0", id="the clock stands after the month"),
        pytest.param("SAMPLE_Section_5.D_long_delay stands and SAMPLE_Section_5.C", id="precedence"),
        pytest.param("not in force: SAMPLE_LOA_21-01: overridden by FL/SAMPLE_Section_4.A", id="what was dropped"),
        pytest.param("not in force: 22 rules: out of scope: EASA law", id="whose law does not bind"),
        pytest.param("This schedule is a demonstration and cannot be published", id="no schedule to be published"),
        pytest.param("not enforced by the solver yet: 14CFR117.23(b)(1)", id="what the solver lacks"),
        pytest.param("crewlex token --airline FL", id="how to sign in"),
    ],
)
def test_the_demonstration_says(demo: Demo, said: str) -> None:
    assert said in demo.printed


def test_the_judge_finds_only_what_the_solver_does_not_enforce_yet(demo: Demo) -> None:
    planned = demo.ask(questions.VERDICT, start=START, subject="PLANNED")
    enforced = [
        one["ruleCode"]
        for one in planned["findings"]
        if f"not enforced by the solver yet: {one['ruleCode']}" not in demo.printed
    ]
    assert enforced == []
    assert f"as planned: {planned['verdict']}" in demo.printed


@pytest.mark.parametrize(
    "fault", ["UNPROGRAMMED_PREMIUM", "MISSED_STEP", "DROPPED_FLIGHTS", "DUPLICATED_FLIGHT", "all together"]
)
def test_every_seeded_fault_is_found(demo: Demo, fault: str) -> None:
    (line,) = [line for line in demo.printed.splitlines() if line.strip().startswith(fault)]
    assert line.rstrip().endswith(("found", "equal to the cent"))
    assert "NOT" not in line


def test_sixteen_flights_were_lost_by_the_interface(demo: Demo) -> None:
    assert "16 flights" in demo.printed
    found = demo.ask(questions.DISCREPANCIES, start=START)
    lost = {each["flight"]["id"] for each in found if each["type"] == "MISSING_FLIGHT"}
    assert len(lost) == 16


def test_a_statement_adds_up_and_every_line_names_its_rule_and_clause(demo: Demo) -> None:
    who = _claimant(demo)
    statement = demo.ask(questions.STATEMENT, employeeId=who, periodStart=START)
    assert sum(Decimal(line["amount"]) for line in statement["lines"]) == Decimal(statement["gross"])
    assert all(line["rule"]["code"] and line["rule"]["clause"]["citation"] for line in statement["lines"])
    assert any(line["flight"] and line["flight"]["generated"] for line in statement["lines"])


def test_the_printed_figures_are_the_apis(demo: Demo) -> None:
    period = demo.ask(questions.PERIOD, start=START)
    assert f"gross {period['gross']} {period['currency']}" in demo.printed
    statement = demo.ask(questions.STATEMENT, employeeId=_claimant(demo), periodStart=START)
    assert f"gross {statement['gross']}" in demo.printed
    for one in demo.ask(questions.OWED, start=START)[:3]:
        (line,) = [line for line in demo.printed.splitlines() if f" {one['crewMember']['employeeId']} " in line[:14]]
        assert one["amount"] in line


def test_the_claim_is_approved_for_what_is_owed_with_its_grounds(demo: Demo) -> None:
    claim = demo.ask(questions.CLAIM, number="CLM-2027-0001")
    assert (claim["status"], claim["decision"]) == ("APPROVED", "APPROVE")
    assert claim["approved"] == claim["claimed"]
    assert f"{CARRIER}/SAMPLE_Section_3.B" in claim["rationale"]
    assert claim["rationale"] in demo.printed


def test_somebody_without_a_token_is_told_to_sign_in(demo: Demo) -> None:
    answer = httpx.post(f"{demo.address}/graphql", json={"query": "{ me { email } }"}, trust_env=False)
    assert answer.status_code == 401


def test_pay_show_prints_the_statement_and_why_a_rule_is_silent(demo: Demo) -> None:
    who = _claimant(demo)
    there = ("--airline", CARRIER, "--month", MONTH)
    shown = demo.crewlex("pay", "show", who, *there)
    statement = demo.ask(questions.STATEMENT, employeeId=who, periodStart=START)
    assert f"gross {statement['gross']} {statement['currency']}" in shown
    assert "SAMPLE CBA Section 3.B" in shown
    silent = demo.crewlex("pay", "show", who, *there, "--why-not", "SAMPLE_Section_5.D_long_delay")
    assert "delay_minutes" in silent


def _claimant(demo: Demo) -> str:
    who: str = demo.ask(questions.CLAIM, number="CLM-2027-0001")["crewMember"]["employeeId"]
    return who
