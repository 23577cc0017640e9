"""Podcast: tags, transcript, chapters, feed, pages, serving and publishing."""
