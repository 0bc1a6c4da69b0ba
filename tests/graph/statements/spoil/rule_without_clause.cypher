// PUBLIC/OPS-REPORT cites no clause
MATCH (:Rule {code: 'OPS-REPORT'})-[cites:CITES]->()
DELETE cites;
