"""The life of one message to one recipient over one channel."""
