"""Serving: the output over HTTP, for a phone in the same network."""

from naqeeb.podcast.serving.server import Served, app, feed_url, page_url, qr, run

__all__ = ["Served", "app", "feed_url", "page_url", "qr", "run"]
