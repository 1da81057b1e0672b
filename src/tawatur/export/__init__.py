"""The ledger in other tools' formats."""
