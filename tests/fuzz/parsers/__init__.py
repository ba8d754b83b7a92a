"""Every reader of texts and bytes from outside, given anything: a value or its own refusal."""
