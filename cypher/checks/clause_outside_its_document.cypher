// checks/clause_outside_its_document
// A clause that names its document stands in each one of that name.
MATCH (clause:Clause)
WHERE clause.document <> ''
OPTIONAL MATCH (document:Document {code: clause.document})
WITH clause, document, document IS NULL OR NOT EXISTS { (clause)-[:PART_OF]->(document) } AS outside
WHERE outside
RETURN clause.citation + ' is no part of ' + coalesce(document.owner + '/', '') + clause.document AS what
