"""A whole schedule: flights, aircraft, crew and who does what, as data, and the reader of its written form."""
