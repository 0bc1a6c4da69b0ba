"""What the command line asks the API, in GraphQL. Money comes as decimal text, lengths in minutes, instants as ISO."""

from typing import Final

STATEMENT: Final = """
query Statement($employeeId: String!, $periodStart: Date!) {
  statement(employeeId: $employeeId, periodStart: $periodStart) {
    version
    rulebookHash
    creditMinutes
    blockMinutes
    guaranteeMinutes
    overtimeMinutes
    gross
    currency
    crewMember { employeeId firstName lastName position base hireDate }
    lines {
      component
      quantity
      unit
      rate
      percent
      amount
      creditMinutes
      reason
      flight { flightNumber origin destination scheduledOut generated }
      rule { owner code title clauses { citation text source } }
    }
  }
}
"""

PERIOD: Final = """
query Period($start: Date!) {
  periodSummary(start: $start) {
    start
    end
    payDate
    currency
    crewMembers
    creditMinutes
    gross
    paid
    components { component lines amount }
    rulebookHash
    modelHash
    openSeats
  }
}
"""

DISCREPANCIES: Final = """
query Discrepancies($start: Date!) {
  discrepancies(start: $start, status: OPEN) {
    type
    severity
    component
    expected
    actual
    difference
    group
    note
    flightId
    crewMember { id employeeId firstName lastName }
  }
}
"""

CLAIM: Final = """
query Claim($number: String!) {
  claim(number: $number) {
    number
    type
    description
    status
    claimed
    decision
    approved
    rationale
    crewMember { employeeId firstName lastName }
  }
}
"""

VERDICT: Final = """
query Verdict($start: Date!) {
  verdict(start: $start) {
    subject
    verdict
    duties
    checked
    unchecked
    rulebookHash
    findings { rule verdict limit actual excess message crewMember { employeeId } }
  }
}
"""

RULES: Final = """
query Rules($start: Date!) {
  rules(start: $start) {
    edition
    rulebookHash
    chosen { order owner code title phase hard scenarios }
    dropped { owner code by why }
    precedence { winner loser kind method }
  }
}
"""
