"""Sound: clips into one levelled MP3 and its timeline."""
