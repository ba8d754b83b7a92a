"""What the adapters promise, tried on the engines."""
