"""The realm of the product for Keycloak, written from the demo people and clients of a local run."""
