"""Filing a complaint and handling the case it becomes."""
