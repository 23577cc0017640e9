"""To hear a sentence, a word or a voice, and to say how a word is spoken."""

from __future__ import annotations

from anyio.to_thread import run_sync
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from naqeeb.desk import hear, lexicon_file
from naqeeb.newsroom.context import settings_of
from naqeeb.newsroom.requests import table_of, text_of
from naqeeb.script import speakable


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


async def note(request: Request) -> Response:
    """How a word is spoken, into the lexicon."""
    table = await table_of(request)
    settings = await settings_of(request)
    written, spoken = text_of(table, "written"), text_of(table, "said")
    path = await run_sync(lexicon_file.say, settings, written, spoken)
    # Digits and Latin words are read in Urdu: the editor sees what will be heard.
    return JSONResponse({"file": path.name, "spoken": speakable(text_of(table, "said"))})


def _wav(data: bytes) -> Response:
    return Response(data, media_type="audio/wav")
