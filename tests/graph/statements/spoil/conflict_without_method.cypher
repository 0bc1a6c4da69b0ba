// SAMPLE_Section_4.A conflicts with SAMPLE_LOA_21-01 and no method settles it
MATCH (:Rule {owner: 'XP'})-[conflict:CONFLICTS_WITH]->(:Rule)
REMOVE conflict.resolutionMethod;
