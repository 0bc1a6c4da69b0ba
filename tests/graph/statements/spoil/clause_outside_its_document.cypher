// 14 CFR 117.15 is no part of 14 CFR 999
MATCH (clause:Clause {citation: '14 CFR 117.15'})
SET clause.document = '14 CFR 999'
