"""What the pages and the JSON routes of every service share."""
