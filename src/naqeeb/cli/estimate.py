"""What ``make --estimate`` says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

import typer

from naqeeb.cli.printer import Printer
from naqeeb.settings import Settings

if TYPE_CHECKING:
    from naqeeb.desk.estimate import Estimate
    from naqeeb.desk.job import Overrides


def say_estimates(
    printer: Printer, settings: Settings, sources: Sequence[str], overrides: Overrides
) -> None:
    """Say what each source would cost, and all of them.

    Raises:
        typer.Exit: with 1, where a source could not be read.
    """
    from naqeeb.desk.estimate import estimates
    from naqeeb.desk.job import Failure

    known: list[Estimate] = []
    failed = False
    for each in estimates(settings, sources, overrides):
        if isinstance(each, Failure):
            failed = True
            printer.error(each.error, source=each.source)
            continue
        known.append(each)
        printer.object(asdict(each))
        printer.row("estimate", each.title)
        printer.row(
            "", f"{_amount(each.characters, each.to_send)} by {each.voice}: {_price([each])}"
        )
    if len(known) > 1:
        characters = sum(each.characters for each in known)
        to_send = sum(each.to_send for each in known)
        printer.row("in all", f"{_amount(characters, to_send)}: {_price(known)}")
    for voice, to_send, left in _beyond_the_budget(known):
        printer.row("budget", f"{voice}: {left:,} of {to_send:,} characters are left for today")
    if failed:
        raise typer.Exit(1)


def _beyond_the_budget(estimates: Sequence[Estimate]) -> Iterator[tuple[str, int, int]]:
    """Voices whose budget is not enough, what they would be sent, and what is left for them."""
    voices = {each.voice: each.budget_left for each in estimates}
    for voice, left in voices.items():
        to_send = sum(each.to_send for each in estimates if each.voice == voice)
        if left is not None and to_send > left:
            yield voice, to_send, left


def _amount(characters: int, to_send: int) -> str:
    # Some services bill their markup too, so it may be more than the text has.
    share = f"{to_send:,} of them" if to_send <= characters else f"with markup {to_send:,},"
    return f"{characters:,} characters, {share} to be voiced"


def _price(estimates: Sequence[Estimate]) -> str:
    prices = [each.price for each in estimates if each.price is not None]
    if len(prices) < len(estimates):
        return "the price is not known (price_per_million in the voice file)"
    total = sum(prices)
    return f"about ${total:.2f}" if total >= 0.01 else f"about ${total:.4f}" if total else "free"  # noqa: PLR2004 - a cent
