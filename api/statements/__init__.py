"""What crew members are owed, line by line."""
