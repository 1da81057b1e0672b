"""A language is data first: packs are loaded and checked here."""
