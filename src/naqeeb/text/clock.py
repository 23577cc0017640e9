"""Lengths of time and places in a sound, in the forms that files and people use."""

from __future__ import annotations


def parts(ms: int) -> tuple[int, int, int, int]:
    """Hours, minutes, seconds and milliseconds."""
    seconds, ms = divmod(ms, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return hours, minutes, seconds, ms


def timestamp(ms: int, *, point: str = ".") -> str:
    """To the millisecond, as WebVTT and Vorbis chapters want it: ``01:02:03.456``.

    SubRip has a comma for the point.
    """
    hours, minutes, seconds, ms = parts(ms)
    return f"{hours:02}:{minutes:02}:{seconds:02}{point}{ms:03}"


def position(ms: int, *, padded: bool = False) -> str:
    """A place in a sound as players write it: ``1:05``, ``1:02:05``.

    Args:
        ms: from the beginning.
        padded: two digits for the minutes below an hour too: ``01:05``.
    """
    hours, minutes, seconds, _ = parts(ms)
    if hours:
        return f"{hours}:{minutes:02}:{seconds:02}"
    return f"{minutes:02}:{seconds:02}" if padded else f"{minutes}:{seconds:02}"


def iso_duration(ms: int) -> str:
    """A length by ISO 8601, at least a second: ``PT3M5S``."""
    hours, minutes, seconds, _ = parts(max(1, round(ms / 1000)) * 1000)
    units = ((hours, "H"), (minutes, "M"), (seconds, "S"))
    return "PT" + "".join(f"{value}{unit}" for value, unit in units if value)


def in_words(ms: int) -> str:
    """A length for a person who reads English: ``3 min 51 s``."""
    hours, minutes, seconds, _ = parts(round(ms / 1000) * 1000)
    words = [f"{hours} h"] if hours else []
    if minutes or hours:
        words.append(f"{minutes} min")
    return " ".join([*words, f"{seconds} s"])
