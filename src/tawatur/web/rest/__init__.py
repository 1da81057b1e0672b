"""The ledger's records for other programs: a read-only REST interface, described by its own OpenAPI document."""
