"""Letters that come to the complaint address by e-mail, until a clerk has registered them."""
