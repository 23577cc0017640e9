"""libespeak-ng: where it and its data lie, and calls into it."""
