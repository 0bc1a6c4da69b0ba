"""The typed rule families, as data and parsing only: nothing here returns a limit, a verdict or a sum."""
