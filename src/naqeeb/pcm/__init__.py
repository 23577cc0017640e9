"""PCM: samples, MP3 frames and decoding; what speech and sound both need."""
