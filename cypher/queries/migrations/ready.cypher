// migrations/ready
// Waits until new indexes answer.
CALL db.awaitIndexes(60)
