MATCH (:Rule {code: 'OPS-REPORT'})-[cites:CITES]->()
DELETE cites;
