"""The ledger's migrations, one file a step, each with its way back."""
