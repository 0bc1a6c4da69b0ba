// edges/derive_part_of
// Draws which document a clause stands in, for each owner of such a document.
MATCH (document:Document)
MATCH (clause:Clause {document: document.code})
CREATE (clause)-[:PART_OF {owner: document.owner}]->(document)
