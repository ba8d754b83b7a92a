"""Bills as people have them, read into lines that a person looks over before they are checked."""
