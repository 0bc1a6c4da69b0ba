"""The migrations, in order. A published one never changes; the next one mends it."""
