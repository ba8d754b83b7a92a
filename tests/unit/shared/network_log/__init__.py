"""The network log of the entrance."""
