"""What a browser may be made to post in the place of a form."""

ROW = "lines.0"
FORMS: dict[str, dict[str, str]] = {
    "nothing": {},
    "no character": {"do": "\0", "narrative": "\ufffe\0", "text": "\u2028"},
    "paths that contradict": {
        "lines": "x",
        f"{ROW}": "y",
        f"{ROW}.item": "z",
        f"{ROW}.item.a": "1",
    },
    "digits that are no numbers": {"lines.².item": "x", "lines.²": "y", "do": "check:²"},
    "a row to delete that is none": {"do": "delete:²", "lines.0.item": "x"},
    "rows without number": {"lines.-1.item": "x", "lines.١.item": "y", "lines..item": "z"},
    "a row far away": {"lines.99999999999.item": "x"},
    "numbers beyond any": {f"{ROW}.amount": "1e400", f"{ROW}.quantity": "9" * 400, "do": "check:²"},
    "days beyond any": {f"{ROW}.charged_on": "0000-00-00", "given_on": "9999-12-31"},
    "commands": {"do": "delete:99999", "key": "$ne", "officers": "$where", "uscc": "' or 1=1 --"},
    "a button nobody knows": {"do": "\u202e" * 500, "matter": "<script>", "city": "../.."},
}
