"""To hear a sentence, a word or a voice."""

from __future__ import annotations

from anyio.to_thread import run_sync
from starlette.requests import Request
from starlette.responses import Response

from naqeeb.desk import hear
from naqeeb.newsroom.context import settings_of
from naqeeb.newsroom.requests import table_of, text_of


async def sentence(request: Request) -> Response:
    """One sentence as WAV: only this one is voiced."""
    table = await table_of(request)
    settings = await settings_of(request)
    voice, spoken = text_of(table, "voice"), text_of(table, "spoken")
    return _wav(await run_sync(hear.sentence, settings, voice, spoken))


async def word(request: Request) -> Response:
    """A way to say a word, as WAV, before it is noted."""
    table = await table_of(request)
    settings = await settings_of(request)
    voice, spoken = text_of(table, "voice"), text_of(table, "said")
    return _wav(await run_sync(hear.word, settings, voice, spoken))


async def sample(request: Request) -> Response:
    """A sample of a voice, as WAV."""
    table = await table_of(request)
    settings = await settings_of(request)
    return _wav(await run_sync(hear.sample, settings, text_of(table, "voice")))


def _wav(data: bytes) -> Response:
    return Response(data, media_type="audio/wav")
