"""What fills the ports: stores, files, clients."""
