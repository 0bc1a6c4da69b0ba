MATCH (:Rule {owner: 'XP'})-[conflict:CONFLICTS_WITH]->(:Rule)
REMOVE conflict.resolutionMethod;
