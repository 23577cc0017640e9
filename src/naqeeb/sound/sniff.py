"""What kind of file this is, by its first bytes; the ending of a name proves nothing."""

from __future__ import annotations

from naqeeb.pcm.mp3_frames import frame_at

ACCEPTED = ("WAV", "MP3", "FLAC", "OGG")

HEAD_BYTES = 512

_OTHERS = (
    (0, b"#EXTM3U", "a playlist"),
    (0, b"[playlist]", "a playlist"),
    (0, b"ffconcat", "an ffmpeg playlist"),
    (0, b"RIFF", "a RIFF file that is not WAV"),
    (0, b"RF64", "a WAV file of more than 4 GB"),
    (0, b"FORM", "an AIFF file"),
    (4, b"ftyp", "an MP4 or M4A file"),
    (0, b"\x1aE\xdf\xa3", "a Matroska or WebM file"),
    (0, b"0&\xb2u", "a Windows Media file"),
    (0, b"#!AMR", "an AMR file"),
    (0, b"MThd", "a MIDI file"),
    (0, b".snd", "a Sun audio file"),
    (0, b"OggS", "an OGG file without Vorbis in it"),
    (0, b"<", "a web page or an XML playlist"),
)


def kind_of(data: bytes) -> str:
    """One of ``ACCEPTED``, or in words what it is instead."""
    head = data[:HEAD_BYTES]
    if head[:4] == b"RIFF" and head[8:12] == b"WAVE":
        return "WAV"
    if head[:4] == b"fLaC":
        return "FLAC"
    if head[:4] == b"OggS" and b"\x01vorbis" in head:
        return "OGG"
    if head[:3] == b"ID3" or frame_at(head, 0):
        return "MP3"
    for at, sign, name in _OTHERS:
        if head[at : at + len(sign)] == sign:
            return name
    if b"://" in head:
        return "a list of addresses"
    return "no sound file that is known" if head else "an empty file"
