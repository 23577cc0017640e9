"""Artwork: the cover that listeners see, and the pictures of stories."""
