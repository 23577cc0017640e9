"""What the tests of the voices share."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from voice_services import Services

from naqeeb import speech
from naqeeb.model import Voice
from naqeeb.settings import load_voices
from naqeeb.speech import online

SENTENCE = "ایران اور روس کے صدور نے جمعرات کو ازبکستان میں ملاقات کی۔"

_PROXY_AND_BUNDLE = (
    "HTTP_PROXY",
    "HTTPS_PROXY",
    "ALL_PROXY",
    "NO_PROXY",
    "REQUESTS_CA_BUNDLE",
    "CURL_CA_BUNDLE",
    "SSL_CERT_FILE",
)


@pytest.fixture
def sentence() -> str:
    return SENTENCE


@pytest.fixture(scope="session")
def voices() -> dict[str, Voice]:
    """naqeeb's own voice files."""
    return load_voices(Path("/nonexistent"))


@pytest.fixture
def cache(tmp_path: Path) -> speech.Cache:
    return speech.Cache(tmp_path / "clips")


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """No proxy, no certificates, no folders and no memory of failures from outside."""
    for name in _PROXY_AND_BUNDLE:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    online._services.clear()
    yield
    online._services.clear()


@pytest.fixture(scope="session")
def _services(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    with Services(tmp_path_factory.mktemp("services")) as services:
        yield services


@pytest.fixture
def services(_services: Services, monkeypatch: pytest.MonkeyPatch) -> Services:
    """The stand-ins for Google and Edge, well-behaved until told otherwise."""
    _services.reset()
    for name, value in _services.env.items():
        monkeypatch.setenv(name, value)
    assert os.environ["HTTPS_PROXY"].startswith("http://127.0.0.1:")
    return _services
