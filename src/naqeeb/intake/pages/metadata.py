"""What a page states of itself in its head: meta, microdata and JSON-LD."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from naqeeb.intake import links
from naqeeb.intake.passages import clean
from naqeeb.text import json_reading
from naqeeb.text.lazy_pattern import LazyPattern

_ARTICLE_TYPES = LazyPattern(r"(?:\w*Article|BlogPosting|LiveBlogPosting|Report|\w*NewsItem)\Z")
_MOST_NODES = 300
_LONGEST_JSON = 1_000_000
_BYLINE_META = ("author", "article:author", "dc.creator", "parsely-author", "sailthru.author")
_IMAGE_META = ("og:image:secure_url", "og:image", "twitter:image", "twitter:image:src")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page states of itself."""

    url: str
    """Where it was fetched from; empty for a file."""
    meta: Mapping[str, str]
    """``meta`` by name in small letters; the first of each name."""
    nodes: tuple[Mapping[str, Any], ...]
    """JSON-LD of the page itself; not the lists of other stories in it."""
    language: str = ""
    canonical: str | None = None

    @property
    def types(self) -> frozenset[str]:
        """All types of the page's JSON-LD."""
        return frozenset(name for node in self.nodes for name in types_of(node))

    @property
    def article(self) -> Mapping[str, Any] | None:
        """The JSON-LD of the page's own article; None where it is not to be told."""
        nodes = [node for node in self.nodes if is_article(node)]
        own = [node for node in nodes if self._is_own(node)]
        if own or len(nodes) == 1:
            return (own or nodes)[0]
        return None

    def _is_own(self, node: Mapping[str, Any]) -> bool:
        for key in ("url", "mainEntityOfPage", "@id"):
            value = node.get(key)
            address = value.get("@id") if isinstance(value, dict) else value
            if isinstance(address, str) and self.url:
                joined = links.absolute(address, self.url)
                if joined and links.link_name(joined) == links.link_name(self.url):
                    return True
        return False

    @property
    def kind(self) -> str:
        """Open Graph's type: ``article``, ``website``, ``video.other``; empty where unstated."""
        return self.meta.get("og:type", "").lower()

    @property
    def title(self) -> str | None:
        """The title that the page states for sharing; its site's name may stand in it."""
        node = self.article or {}
        stated = _text(node.get("headline")) or self.meta.get("og:title")
        return stated or self.meta.get("twitter:title")

    @property
    def byline(self) -> str | None:
        """Who wrote it, where that is a name and no address."""
        node = self.article or {}
        names = [_name(person) for person in _listed(node.get("author"))]
        stated = "، ".join(dict.fromkeys(filter(None, names)))
        candidates = (stated, *(self.meta.get(name, "") for name in _BYLINE_META))
        return next((name for name in candidates if name and "://" not in name), None)

    @property
    def image(self) -> str | None:
        """The story's picture, with its whole address."""
        node = self.article or {}
        stated = [self.meta[name] for name in _IMAGE_META if self.meta.get(name)]
        stated += [_name(image, "url") for image in _listed(node.get("image"))]
        base = self.url or self.canonical or ""
        return next((url for each in stated if each and (url := links.absolute(each, base))), None)


def read(tree: Any, url: str = "") -> Metadata:
    """The metadata of a page.

    Args:
        tree: the whole page, by lxml.
        url: where it was fetched from; empty for a file.
    """
    meta: dict[str, str] = {}
    for element in tree.xpath("//meta[@content]"):
        if _is_elsewhere(element):
            continue
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name = (element.get(attribute) or "").strip().lower()
            value = " ".join(clean(element.get("content", "")[:5_000]).split())
            if name and value:
                meta.setdefault(name, value)
    canonical = next(iter(tree.xpath("//link[@rel='canonical']/@href")), None)
    return Metadata(
        url=url,
        meta=meta,
        nodes=tuple(_nodes(tree)),
        language=(tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or ""),
        canonical=str(canonical) if canonical else None,
    )


def types_of(node: Mapping[str, Any]) -> tuple[str, ...]:
    """The types of a node, without the vocabulary's address."""
    stated = _listed(node.get("@type"))
    return tuple(name.rpartition("/")[2] for name in stated if isinstance(name, str))


def is_article(node: Mapping[str, Any]) -> bool:
    """Whether a node of JSON-LD is an article of some sort."""
    return any(_ARTICLE_TYPES.match(name) for name in types_of(node))


def _is_elsewhere(element: Any) -> bool:
    """Whether microdata in the page's body belongs to another story's box."""
    if element.get("itemprop") is None:
        return False
    scope = next(iter(element.iterancestors("article", "li", "aside")), None)
    if scope is None:
        return False
    if scope.find(".//h1") is not None:
        return False
    has_heading = element.getroottree().getroot().find(".//h1") is not None
    return has_heading or scope.tag != "article"


def _nodes(tree: Any) -> Iterator[Mapping[str, Any]]:
    count = 0
    for script in tree.xpath("//script[@type='application/ld+json']"):
        for node in _unwrapped(_json(script.text or "")):
            count += 1
            if count > _MOST_NODES:
                return
            yield node


def _json(text: str) -> object:
    """JSON as sites write it: line ends in strings, comments around it; None for none."""
    if len(text) > _LONGEST_JSON:
        return None
    text = re.sub(r"\A\s*(?://)?\s*(?:<!--|<!\[CDATA\[)|(?:-->|(?://)?\s*\]\]>)\s*\Z", "", text)
    try:
        return json_reading.read(text.strip().rstrip(";"), strict=False)
    except ValueError:
        return None


def _unwrapped(value: object) -> Iterator[Mapping[str, Any]]:
    """The nodes at the top, in a list or in a graph; a page's main entity too."""
    if isinstance(value, list):
        for each in value[:_MOST_NODES]:
            if isinstance(each, dict):
                yield from _unwrapped(each)
    elif isinstance(value, dict):
        yield value
        graph = value.get("@graph")
        if isinstance(graph, list):
            yield from (each for each in graph if isinstance(each, dict))
        entity = value.get("mainEntity")
        if isinstance(entity, dict) and "itemListElement" not in entity:
            yield entity


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _name(value: object, key: str = "name") -> str:
    return _text(value.get(key) if isinstance(value, dict) else value) or ""


def _text(value: object) -> str | None:
    value = value[0] if isinstance(value, list) and value else value
    return " ".join(clean(value[:5_000]).split()) or None if isinstance(value, str) else None
