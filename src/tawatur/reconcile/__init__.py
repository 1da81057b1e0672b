"""Readings become a story: actors, copies, claims, independence, disputes, series, tracks."""
