"""What the demonstration asks the API, in GraphQL."""

from typing import Final

RULEBOOK: Final = """
query Rulebook($start: Date!) {
  rulebook(start: $start) {
    hash
    edition
    chosen { order rule { owner code title phase hard scenarios { id } clause { citation } } }
    dropped { code by why }
    precedence { winner loser kind method }
  }
}
"""

VERDICT: Final = """
query Verdict($start: Date!, $subject: Subject!) {
  verdict(start: $start, subject: $subject) {
    subject
    verdict
    duties
    checked
    unchecked
    rulebookHash
    findings { ruleCode verdict message crewMember { employeeId } }
  }
}
"""

PERIOD: Final = """
query Period($start: Date!) {
  periodSummary(start: $start) {
    period { start end payDate status }
    currency
    crew
    gross
    credit
    block
    overtime
    byComponent { component crew lines amount credit }
  }
}
"""

STATEMENT: Final = """
query Statement($employeeId: String!, $periodStart: Date!) {
  statement(employeeId: $employeeId, periodStart: $periodStart) {
    version
    rulebookHash
    currency
    gross
    credit
    guarantee
    complete
    needsData { ruleCode flight { flightNumber } missing }
    crewMember { employeeId name position base }
    lines {
      component
      amount
      credit
      reason
      flight { flightNumber origin destination scheduledDeparture generated }
      rule { code clause { citation } }
    }
  }
}
"""

DISCREPANCIES: Final = """
query Discrepancies($start: Date!) {
  discrepancies(start: $start, status: OPEN) {
    type
    severity
    component
    difference
    currency
    group
    note
    flight { id flightNumber }
    crewMember { id employeeId name }
  }
}
"""

OWED: Final = """
query Owed($start: Date!) {
  owed(start: $start) { amount currency discrepancies crewMember { employeeId name } }
}
"""

CLAIM: Final = """
query Claim($number: String!) {
  claim(number: $number) {
    number
    type
    description
    status
    currency
    claimed
    approved
    decision
    rationale
    crewMember { employeeId name }
  }
}
"""
