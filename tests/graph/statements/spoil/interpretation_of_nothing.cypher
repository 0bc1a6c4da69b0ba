// XP/XP-secret-reading reads no rule
MATCH (:Interpretation {owner: 'XP'})-[reads:INTERPRETS]->()
DELETE reads
