MATCH (rule:Rule {owner: 'PUBLIC', code: '14CFR117.25(e)'}) REMOVE rule:FaaRule SET rule:Opinion
