"""Review of one claim: what is owed for it, worked out anew, less what was paid for it, beside what is claimed.

A claim never pays more than it asks for: what is owed beyond it stays a discrepancy, and the rationale says so.
"""

import polars as pl

from domain.money import Currency
from payroll.claim import Claim, Decision, Outcome
from payroll.compare import at_posted_keys, compared
from payroll.kinds import NOT_PREMIUM, DiscrepancyType

MEANT = {
    DiscrepancyType.MISSING_PREMIUM: ~pl.col("component").is_in(list(NOT_PREMIUM)),
    DiscrepancyType.PER_DIEM_ERROR: pl.col("component") == "per_diem",
    DiscrepancyType.GUARANTEE_SHORTFALL: pl.col("component") == "guarantee",
}
"""Which components a claim of a type speaks of; of any other type, all."""


def review(
    claim: Claim,
    lines: pl.DataFrame,
    ledger: pl.DataFrame,
    currency: Currency,
    now: int,
    needs_data: pl.DataFrame | None = None,
) -> Decision:
    """APPROVE, DENY or PARTIAL_APPROVE over LINES and LEDGER of the period; the same inputs, the same words.

    ``needs_data`` (of the pay run) adds which rules could not be decided for this person.
    """
    mine, posted = lines.filter(crew_id=claim.crew_id), ledger.filter(crew_id=claim.crew_id)
    claimed = _claimed(claim, mine)
    rows = compared(mine, posted, now).filter(claimed)
    owed, paid = int(rows["expected"].sum()), int(rows["actual"].sum())
    approved = max(0, min(owed - paid, claim.claimed))
    decision = _decide(approved, claim.claimed)
    at_keys = at_posted_keys(mine, posted.filter(pl.col("posted") <= now)).filter(claimed)
    said = [
        _summary(claim, owed, paid, approved, decision, currency),
        *_grounds(at_keys, currency),
        *_open(owed - paid - approved, currency, decision),
        *_undecided(claim, needs_data),
    ]
    return Decision(decision, approved, " ".join(said), owed, paid)


def _claimed(claim: Claim, lines: pl.DataFrame) -> pl.Expr:
    """The keys a claim speaks of. What a flight earns but payroll posts in sums is compared as a whole."""
    earned = lines.filter(pl.col("flight_id").is_in(list(claim.flight_ids)))["component"].unique().to_list()
    in_sums = pl.col("flight_id").is_null() & pl.col("component").is_in(earned)
    flights = pl.col("flight_id").is_in(list(claim.flight_ids)) | in_sums
    kinds = {kind.value: expression for kind, expression in MEANT.items()}
    component = kinds.get(claim.claim_type, pl.lit(True))
    return (flights if claim.flight_ids else pl.lit(True)) & component


def _decide(approved: int, claimed: int) -> Outcome:
    if approved == 0:
        return Outcome.DENY
    return Outcome.APPROVE if approved == claimed else Outcome.PARTIAL_APPROVE


def _summary(claim: Claim, owed: int, paid: int, approved: int, decision: Outcome, currency: Currency) -> str:
    text = currency.text
    scope = f"{len(claim.flight_ids)} flight(s)" if claim.flight_ids else "the period"
    found = f"For {scope}, {text(owed)} is owed and {text(paid)} was paid"
    verb = {Outcome.APPROVE: "approved in full", Outcome.DENY: "denied", Outcome.PARTIAL_APPROVE: "approved in part"}
    return (
        f"{found}: of {text(claim.claimed)} claimed, {text(approved)} {currency.code} is due. Claim {verb[decision]}."
    )


def _grounds(lines: pl.DataFrame, currency: Currency) -> list[str]:
    """A sentence a line, the largest first, at most five, each with the rule it rests on."""
    ranked = lines.sort("amount", "rule_code", "reason", descending=[True, False, False])
    rows = ranked.head(5).iter_rows(named=True)
    said = [
        f"{currency.text(row['amount'])} by {row['rule_owner']}/{row['rule_code']}: {row['reason']}." for row in rows
    ]
    rest = ranked.slice(5)
    more = f"{rest.height} more lines come to {currency.text(int(rest['amount'].sum()))}."
    return said + ([more] if rest.height else [])


def _open(left: int, currency: Currency, decision: Outcome) -> list[str]:
    if decision is not Outcome.DENY and left > 0:
        return [f"{currency.text(left)} more is owed than claimed; it stays open as a discrepancy."]
    return (
        [f"{currency.text(-left)} too much was paid for these lines."] if left < 0 and decision is Outcome.DENY else []
    )


def _undecided(claim: Claim, needs_data: pl.DataFrame | None) -> list[str]:
    if needs_data is None:
        return []
    mine = needs_data.filter(crew_id=claim.crew_id).group_by("rule_owner", "rule_code", "missing").len().sort(pl.all())
    return [
        f"Rule {row['rule_owner']}/{row['rule_code']} could not be decided on {row['len']} row(s): it needs "
        f"{row['missing']}."
        for row in mine.iter_rows(named=True)
    ]
