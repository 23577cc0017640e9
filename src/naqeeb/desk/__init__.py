"""The desk: the only place that knows all the rooms.

``make`` takes one source through them; ``site`` brings feed and pages up to date.
"""
