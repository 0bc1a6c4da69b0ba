"""The questions of these tests."""

ME = "{ me { email role airline { code currency } crewMember { employeeId } } }"
CREW = "query ($id: String!) { crewMember(employeeId: $id) { employeeId name position base } }"
STATEMENT = """
query ($id: String!, $start: Date!) {
  statement(employeeId: $id, periodStart: $start) {
    version rulebookHash currency gross credit creditMinutes
    crewMember { employeeId name position }
    period { start end payDate }
    lines {
      component quantity unit length rate percent amount credit creditMinutes reason stands due earned
      flight { flightNumber origin destination generated }
      rule {
        code title servedFrom edition clause { citation text } scenarios { id }
        overrides { code title } overriddenBy { code }
      }
    }
    levels { level tripId dutyId own amount ownCreditMinutes creditMinutes flight { flightNumber } }
  }
}
"""
SUMMARY = """
query ($start: Date!) {
  periodSummary(start: $start) {
    currency crew gross creditMinutes byComponent { component crew lines amount creditMinutes }
  }
}
"""
DISCREPANCIES = """
query ($start: Date!, $status: Unsettled) {
  discrepancies(start: $start, status: $status) {
    id type severity status component expected actual difference currency group note
    crewMember { id employeeId name } flight { flightNumber }
  }
}
"""
OWED = "query ($start: Date!) { owed(start: $start) { amount discrepancies crewMember { employeeId name } } }"
CLAIM = """
query ($number: String!) {
  claim(number: $number) {
    number status decision rationale claimed approved currency crewMember { employeeId name } flights { flightNumber }
  }
}
"""
CLAIMS = "query ($status: [ClaimStatus!]) { claims(status: $status) { number status crewMember { name } } }"
VERDICT = """
query ($start: Date!, $subject: Subject) {
  verdict(start: $start, subject: $subject) {
    subject verdict duties checked unchecked rulebookHash
    findings { ruleCode verdict limit actual excess unit message crewMember { name } rule { code title } }
  }
}
"""
RULEBOOK = """
query ($start: Date!) {
  rulebook(start: $start) {
    hash airline start end edition components
    chosen { order rule { owner code servedFrom clause { citation } scenarios { id } } }
    dropped { code by why }
    precedence { winner loser kind method }
  }
}
"""
RULES = """
query ($scenario: String, $search: String) {
  rules(scenario: $scenario, search: $search) {
    owner code title servedFrom edition clauses { citation } scenarios { id } conflicts { code method }
    overrides { code } overriddenBy { code } versions { since spec }
  }
}
"""
RULE = "query ($code: String!) { rule(code: $code) { owner code title edition servedFrom versions { since spec } } }"
SCENARIOS = "{ scenarios { owner id title grain condition } }"
SUBMIT = (
    "mutation ($claim: NewClaim!) { submitClaim(claim: $claim) { number status claimed flights { flightNumber } } }"
)
DECIDE = "mutation ($number: String!) { decideClaim(number: $number) { number status decision approved rationale } }"
NEEDS = """
query ($id: String!, $start: Date!) {
  statement(employeeId: $id, periodStart: $start) {
    complete needsData { ruleCode missing rule { code } flight { flightNumber } }
  }
}
"""
LEGALITY = """
query ($timeline: JSON!) {
  legality(timeline: $timeline) {
    verdict checked unchecked wordsOnly rulebook
    findings { event rule verdict limit actual excess unit message path }
    reportsDue { event rule withinDays }
    assumptions { event theater acclimated clocks state transfers }
    latestLegalEnds { event end binding withExtension bindingWithExtension }
  }
}
"""
