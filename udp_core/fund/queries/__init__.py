"""Questions on funds, monthly figures and the ledger."""
