"""The verbs of the product, each a transaction: where the rooms are joined."""
