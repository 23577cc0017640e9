"""Publishing: what is sent where, in which order, and what two publishers may do to each other."""
