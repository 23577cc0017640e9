"""Serving: the output over HTTP, for a phone in the same network."""

from naqeeb.podcast.serving.server import app, feed_url, page_url, qr, run

__all__ = ["app", "feed_url", "page_url", "qr", "run"]
