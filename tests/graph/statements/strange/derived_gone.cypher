MATCH (:Rule {owner: 'XP', code: 'SAMPLE_Section_4.B'})-[live:YIELDS]->() DELETE live
