"""One crew member's duties in time order: what the judge reads, as data, and the reader of its written form."""
