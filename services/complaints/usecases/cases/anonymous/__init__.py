"""Reporting without a name: filing, the receipt, the mailbox behind it."""
