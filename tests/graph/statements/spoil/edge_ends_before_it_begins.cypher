// XP-secret-premium APPLIES_TO XP-secret-late ends on 2026-01-01 and begins on 2026-01-01
MATCH (:Rule {code: 'XP-secret-premium'})-[applies:APPLIES_TO]->()
SET applies.until = applies.since
