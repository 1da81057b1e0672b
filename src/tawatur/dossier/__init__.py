"""Views over the ledger, to be read."""
