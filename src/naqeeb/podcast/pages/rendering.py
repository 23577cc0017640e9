"""Pages from jinja2 templates: everything is escaped, and a name that is missing is an error.

Whatever comes from an article or a settings file is escaped by jinja2, or, inside
``<script>``, by ``script_data``.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING

from markupsafe import Markup

from naqeeb.podcast.address import Address
from naqeeb.podcast.pages import assets
from naqeeb.podcast.pages.policy import content_security_policy

if TYPE_CHECKING:
    from jinja2 import Environment

View = Mapping[str, object]
"""What a template shows, by name."""


def render(template: str, where: Address, view: View) -> bytes:
    """A page in UTF-8.

    Args:
        template: its name; ``assets.SCRIPTS`` says which scripts belong to it.
        where: the show's address, for the policy on where sound may come from.
        view: what the template shows, but for style, script and policy.

    Raises:
        jinja2.UndefinedError: the template names what the view does not have.
        TypeError: the template shows None.
    """
    style = assets.joined(assets.STYLES.get(template, assets.STYLE))
    if view["font"]:
        style = assets.joined(("font.css",)).replace("ROOT", str(view["root"])) + "\n" + style
    script = assets.joined(assets.SCRIPTS[template])
    page = BytesIO()
    parts = (
        environment()
        .get_template(template)
        .generate(
            **view,
            # These are our own, and hold nothing that could end the element.
            style=Markup(style),  # noqa: S704
            script=Markup(script),  # noqa: S704
            policy=content_security_policy(style, script, where),
        )
    )
    for part in parts:
        # A lone surrogate cannot be written; the article has a fault there.
        page.write(part.encode(errors="replace"))
    return page.getvalue()


@cache
def environment() -> Environment:
    """jinja2 as all pages use it."""
    # Imported here, since a run that writes no page is spared 30 ms by it.
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    from naqeeb.podcast.pages.template_cache import TemplateCache

    return Environment(
        loader=FileSystemLoader(assets.FOLDER),
        bytecode_cache=TemplateCache(),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_not_none,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


def _not_none(value: object) -> object:
    """Refuse None, which would stand on the page as a word."""
    if value is None:
        raise TypeError("a template shows a value that is None")
    return value
