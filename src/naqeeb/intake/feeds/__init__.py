"""Feeds of every format into items."""
