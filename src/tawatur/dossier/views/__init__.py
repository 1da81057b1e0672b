"""Views: pure functions from a dossier's material to the rows that pages show. No markup, no interface text."""
