"""The engines themselves, and a run of the whole product on them."""
