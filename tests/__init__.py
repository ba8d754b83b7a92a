"""The tests of Fairport."""
