"""The times that a record states of captions, words and chapters, against each other."""

from __future__ import annotations

from naqeeb.model import Caption, Episode
from naqeeb.podcast.inspection.flaw import Checks, Flaw


def time_checks(episode: Episode) -> Checks:
    """Captions and chapters ascend and lie within the sound."""
    last = 0
    for number, caption in enumerate(episode.transcript, 1):
        yield _caption_flaw(number, caption, last, episode.duration_ms)
        last = caption.start_ms
    last = -1
    for number, chapter in enumerate(episode.chapters, 1):
        right = last < chapter.start_ms < chapter.end_ms <= episode.duration_ms
        what = f"chapter {number} does not lie after the last and in the sound"
        yield None if right else Flaw(what, "order of the chapters")
        last = chapter.start_ms
    begins = not episode.chapters or episode.chapters[0].start_ms == 0
    yield None if begins else Flaw("the first chapter does not begin at 0")
    yield None if episode.transcript else Flaw("the transcript is empty")


def _caption_flaw(number: int, caption: Caption, last: int, duration_ms: int) -> Flaw | None:
    if not last <= caption.start_ms <= caption.end_ms <= duration_ms:
        return Flaw(
            f"sentence {number} of the transcript does not lie after the last and in the sound",
            "order of the sentences",
        )
    at = caption.start_ms
    for word in caption.words:
        in_text = 0 <= word.start < word.end <= len(caption.text)
        if not (in_text and at <= word.start_ms <= word.end_ms <= caption.end_ms):
            return Flaw(
                f"a word of sentence {number} of the transcript lies outside of it",
                "times of the words",
            )
        at = word.start_ms
    return None
