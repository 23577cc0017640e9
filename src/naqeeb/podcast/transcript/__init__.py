"""The transcript: captions in time, and the files that players read them from."""

from naqeeb.podcast.transcript.captions import (
    JSON_TYPE,
    SRT_TYPE,
    VTT_TYPE,
    captions,
    to_json,
    to_srt,
    to_vtt,
)

__all__ = ["JSON_TYPE", "SRT_TYPE", "VTT_TYPE", "captions", "to_json", "to_srt", "to_vtt"]
