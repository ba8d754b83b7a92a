"""What stands around the services in a local run."""
