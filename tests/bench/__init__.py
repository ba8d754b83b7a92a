"""How fast the product is: `python -m tests.bench` measures it, prints a table, writes JSON."""
