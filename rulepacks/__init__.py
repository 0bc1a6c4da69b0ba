"""Rules as data: law, a carrier's manual, sample contracts, scenarios. No logic lives here."""
