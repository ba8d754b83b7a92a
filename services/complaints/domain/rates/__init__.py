"""How port charges are counted: tons, days, hours, bands, tiers; pure arithmetic."""
