"""The transcript as the parts of an article: paragraphs, headings, headlines and remarks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain, groupby
from types import MappingProxyType
from typing import Literal, NamedTuple, TypeAlias

from naqeeb.model import Caption, Role
from naqeeb.podcast.phrases import ELLIPSIS, one_line
from naqeeb.text.cleaning import clean

Kind: TypeAlias = Literal["paragraph", "heading", "subheading", "headlines", "remark"]
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
    title: str = ""
    """A heading that is shown and not spoken."""


_KINDS: dict[Role, Kind] = {
    Role.GREETING: "remark",
    Role.LINK: "remark",
    Role.TITLE: "heading",
    Role.BODY: "paragraph",
    Role.SIGN_OFF: "remark",
}


def title_and_parts(
    captions: Sequence[Caption],
    title: str,
    pictures: Mapping[int, str | None],
    titles: Mapping[int, str] = MappingProxyType({}),
) -> tuple[list[Sentence], Iterator[Part]]:
    """The sentences that speak the title, and all that follows.

    Args:
        captions: the transcript.
        title: of the episode. A transcript that does not begin with it has no such
            sentences.
        pictures: of the stories, each by the sentence that its story begins with.
        titles: of the stories of a bulletin whose title is not spoken, each by its number.
    """
    title_sentences, stretches = _without_title(_stretches(captions), title)
    return title_sentences, _parts(stretches, pictures, titles)


def _stretches(captions: Sequence[Caption]) -> Iterator[Stretch]:
    """The transcript in what will be its paragraphs, headings and lists.

    One at a time, since a text of ten hours has thousands.
    """
    place = partial(_place, _opening(captions))
    for (kind, *_), group in groupby(enumerate(captions), key=place):
        yield kind, list(group)


def _place(opening: Sequence[str], numbered: tuple[int, Caption]) -> tuple[Kind, Role, int, int]:
    """What captions that stand together have in common.

    Args:
        opening: how the first story begins.
        numbered: a caption, behind its index.
    """
    caption = numbered[1]
    if caption.role is Role.HEADLINE:
        # One list of many stories, with the announcer's words before and after it.
        is_of_list = _is_headline(caption) or _opens(caption, opening)
        return "headlines" if is_of_list else "remark", caption.role, 0, 0
    kind = "subheading" if caption.is_heading else _KINDS[caption.role]
    return kind, caption.role, caption.story, caption.paragraph


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


def untold_titles(captions: Sequence[Caption], chapters: Mapping[int, str]) -> dict[int, str]:
    """The titles of a bulletin's stories that are not read before them, each by its number.

    Such a title was a headline word for word, or the story begins with it.

    Args:
        captions: the transcript.
        chapters: titles of the chapters, each by the sentence that it begins with.
    """
    with_title = {caption.story for caption in captions if caption.role is Role.TITLE}
    headlines = {
        caption.story: caption.text
        for caption in captions
        if caption.role is Role.HEADLINE and _is_headline(caption)
    }
    untold: dict[int, str] = {}
    for number, caption in enumerate(captions):
        if caption.role.is_of_a_story and number in chapters and caption.story not in with_title:
            untold.setdefault(caption.story, headlines.get(caption.story, chapters[number]))
    return untold


def _parts(
    stretches: Iterable[Stretch], pictures: Mapping[int, str | None], titles: Mapping[int, str]
) -> Iterator[Part]:
    """The parts, with a heading before each story whose title is not spoken."""
    shown: set[int] = set()
    picture: str | None = None
    for kind, captions in stretches:
        first, caption = captions[0]
        # A story may begin with words that lead over to it; its picture waits for the heading.
        picture = pictures.get(first, picture)
        if caption.role is Role.BODY and caption.story in titles.keys() - shown:
            shown.add(caption.story)
            yield Part("heading", [], picture, _shown(one_line(titles[caption.story])))
            picture = None
        yield Part(kind, _sentences(captions), picture if kind == "heading" else None)
        if kind == "heading":
            picture = None


def _sentences(captions: Sequence[tuple[int, Caption]]) -> list[Sentence]:
    return [(index, _shown(caption.text)) for index, caption in captions]


def _shown(text: str) -> str:
    """The text without characters that turn a line around, as long as it was before."""
    return text if clean(text) == text else "".join(c if clean(c) else " " for c in text)
