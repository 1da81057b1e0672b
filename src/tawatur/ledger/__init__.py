"""The database of one story."""
