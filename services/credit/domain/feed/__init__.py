"""What other agencies may read of the ledger."""
