// PUBLIC/OPS-REPORT applies to no scenario
MATCH (:Rule {code: 'OPS-REPORT'})-[applies:APPLIES_TO]->()
DELETE applies
