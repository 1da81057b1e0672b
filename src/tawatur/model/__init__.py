"""Pure values: what the whole program speaks of. Imports nothing of ours."""
