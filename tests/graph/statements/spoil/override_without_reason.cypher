// XP/XP-secret-premium overrides XP/SAMPLE_Section_5.A_redeye and nobody says why
MATCH (:Rule {code: 'XP-secret-premium'})-[override:OVERRIDES]->()
REMOVE override.because
