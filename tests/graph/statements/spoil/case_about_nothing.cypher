// XP/XP-secret-premium: XP-secret-case is a case of nothing
MATCH (:Case {name: 'XP-secret-case'})-[shows:ILLUSTRATES]->()
DELETE shows
