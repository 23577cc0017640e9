"""Intake: files, pages and feeds into articles."""
