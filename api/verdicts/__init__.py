"""What the judge said."""
