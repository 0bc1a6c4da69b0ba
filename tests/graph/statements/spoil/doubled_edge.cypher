// PUBLIC draws APPLIES_TO 2 times from 14CFR117.13(a) to unaugmented_fdp
MATCH (rule:Rule {code: '14CFR117.13(a)'})-[edge:APPLIES_TO]->(scenario)
CREATE (rule)-[copy:APPLIES_TO]->(scenario)
SET copy = properties(edge), copy.since = date('2026-01-01');
