"""The transcript as the parts of an article: paragraphs, headings, headlines and remarks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, groupby
from typing import Literal, NamedTuple, TypeAlias

from naqeeb.model import Caption, Role
from naqeeb.podcast.phrases import ELLIPSIS, one_line
from naqeeb.text.cleaning import clean

Kind: TypeAlias = Literal["paragraph", "heading", "headlines", "remark"]
Stretch: TypeAlias = tuple[Kind, list[tuple[int, Caption]]]
"""Captions that stand together, each with its index in the transcript."""
Sentence: TypeAlias = tuple[int, str]
"""Its index in the transcript, by which the page's script knows it, and its text."""


class Part(NamedTuple):
    """A paragraph, a heading, a list of headlines or a remark, as the template shows it."""

    kind: Kind
    sentences: list[Sentence]
    picture: str | None = None
    """File name of the story's picture, above a heading."""


_KINDS: dict[Role, Kind] = {
    Role.GREETING: "remark",
    Role.LINK: "remark",
    Role.TITLE: "heading",
    Role.BODY: "paragraph",
    Role.SIGN_OFF: "remark",
}


def title_and_parts(
    captions: Sequence[Caption], title: str, pictures: Mapping[int, str | None]
) -> tuple[list[Sentence], Iterator[Part]]:
    """The sentences that speak the title, and all that follows.

    Args:
        captions: the transcript.
        title: of the episode. A transcript that does not begin with it has no such
            sentences.
        pictures: of the stories, each by the sentence that its story begins with.
    """
    title_sentences, stretches = _without_title(_stretches(captions), title)
    return title_sentences, (_part(stretch, pictures) for stretch in stretches)


def _stretches(captions: Sequence[Caption]) -> Iterator[Stretch]:
    """The transcript in what will be its paragraphs, headings and lists.

    One at a time, since a text of ten hours has thousands.
    """
    opening = _opening(captions)

    def place(numbered: tuple[int, Caption]) -> tuple[Kind, Role, int, int]:
        """What captions that stand together have in common."""
        caption = numbered[1]
        if caption.role is Role.HEADLINE:
            # One list of many stories, with the announcer's words before and after it.
            kind: Kind = (
                "headlines" if _is_headline(caption) or _opens(caption, opening) else "remark"
            )
            return kind, caption.role, 0, 0
        return _KINDS[caption.role], caption.role, caption.story, caption.paragraph

    for (kind, *_), group in groupby(enumerate(captions), key=place):
        yield kind, list(group)


def _is_headline(caption: Caption) -> bool:
    """Whether it is of a story; version 0.1.0 numbered none, and the first one has number 0."""
    return caption.paragraph >= 0 or caption.story > 0


def _opening(captions: Sequence[Caption]) -> tuple[str, ...]:
    """How the first story begins: its title in one sentence or more, else its first sentence."""
    first = [caption for caption in captions if not caption.story]
    titles = tuple(caption.text for caption in first if caption.role is Role.TITLE)
    return titles or tuple(caption.text for caption in first if caption.role is Role.BODY)[:1]


def _opens(headline: Caption, opening: Sequence[str]) -> bool:
    """Whether it is the story's title, or was taken from its first sentence."""
    return any(text.startswith(headline.text.rstrip(ELLIPSIS)) for text in opening)


def _without_title(
    stretches: Iterator[Stretch], title: str
) -> tuple[list[Sentence], Iterator[Stretch]]:
    """The sentences of the title, where the transcript begins with it, and all the rest."""
    for kind, captions in stretches:
        sentences = _sentences(captions)
        if kind == "heading" and one_line(" ".join(text for _, text in sentences)) == title:
            return sentences, stretches
        return [], chain([(kind, captions)], stretches)
    return [], stretches


def _part(stretch: Stretch, pictures: Mapping[int, str | None]) -> Part:
    """What ``episode.html`` shows of it.

    Args:
        stretch: of the transcript.
        pictures: of the stories, each by the sentence that its story begins with.
    """
    kind, captions = stretch
    picture = pictures.get(captions[0][0]) if kind == "heading" else None
    return Part(kind, _sentences(captions), picture)


def _sentences(captions: Sequence[tuple[int, Caption]]) -> list[Sentence]:
    return [(index, _shown(caption.text)) for index, caption in captions]


def _shown(text: str) -> str:
    """The text without characters that turn a line around, as long as it was before."""
    return text if clean(text) == text else "".join(c if clean(c) else " " for c in text)
