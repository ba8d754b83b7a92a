"""Taking letters in from the complaint address, and what clerks do with them."""
