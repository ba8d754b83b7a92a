"""Published charges and the check of a charge against them."""
