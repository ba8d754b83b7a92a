"""Signing in with a real Keycloak that is started for these tests: `make test-keycloak`."""
