"""What the law and the notices say: pure rules, no input or output."""
