"""What all web sides share, without a server."""
