"""What the credit service keeps outside: stores and dated rule files."""
