"""Cases over HTTP: filing, reading, handling, files."""
