"""The whole product in processes of its own, which are killed while people work with it."""
