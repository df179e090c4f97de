"""Fails while it is imported."""

value = 1
value / 0
