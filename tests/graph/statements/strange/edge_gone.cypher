MATCH (:Rule {owner: 'XP', code: 'SAMPLE_Section_5.D_long_delay'})-[live:OVERRIDES]->() DELETE live
