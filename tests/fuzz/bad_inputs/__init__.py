"""Bad inputs chosen by hand, by kind of field, sent to every door that has such a field."""
