"""Serving: how one request is answered, from its headers to the bytes that are sent."""
