"""A case: how it is filed, handled, decided and made effective."""
