// XP/SAMPLE CBA is not issued by its authority
MATCH (:Document {owner: 'XP'})-[issued:ISSUED_BY]->()
DELETE issued
