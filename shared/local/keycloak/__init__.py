"""The realm for Keycloak, written from the demo people and clients of a local run."""
