"""One engine a file; each knows the protocol and nothing of the others."""
