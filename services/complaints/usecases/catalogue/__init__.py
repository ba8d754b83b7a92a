"""What people do with the catalogue of charges."""
