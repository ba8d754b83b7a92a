"""Tells everyone concerned, with proof."""
