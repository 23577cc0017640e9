"""Secrets in addresses: kept out of names and records, starred in messages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naqeeb.text.addresses import is_private, redacted, without_secrets

SECRETS = [
    ("https://user:canary@news.pk/a", "https://news.pk/a", "https://***@news.pk/a"),
    ("https://canary@news.pk/a", "https://news.pk/a", "https://***@news.pk/a"),
    ("http://u:can@ary@news.pk:81/", "http://news.pk:81/", "http://***@news.pk:81/"),
    ("https://news.pk/a?api_key=canary", "https://news.pk/a", "https://news.pk/a?api_key=***"),
    (
        "https://news.pk/a?p=7&Access-Token=canary&q=x",
        "https://news.pk/a?p=7&q=x",
        "https://news.pk/a?p=7&Access-Token=***&q=x",
    ),
    (
        "https://s3.example/a.mp3?X-Amz-Credential=canary&X-Amz-Signature=canary&X-Amz-Date=1",
        "https://s3.example/a.mp3?X-Amz-Date=1",
        "https://s3.example/a.mp3?X-Amz-Credential=***&X-Amz-Signature=***&X-Amz-Date=1",
    ),
    (
        "https://news.pk/a#access_token=canary&x=1",
        "https://news.pk/a",
        "https://news.pk/a#access_token=***&x=1",
    ),
    ("s3://id:canary@bucket/news", "s3://bucket/news", "s3://***@bucket/news"),
]


@pytest.mark.parametrize(("address", "kept", "shown"), SECRETS)
def test_a_secret_is_split_off_and_starred(address: str, kept: str, shown: str) -> None:
    assert without_secrets(address) == kept
    assert redacted(address) == shown
    assert is_private(address)


@pytest.mark.parametrize(
    "address",
    [
        "https://news.pk/a?p=7&code=12&keyword=x&monkey=1&utm_source=rss#x",
        "https://news.pk/?id=7",
        "news/flood.txt",
        "",
        "mailto:desk@news.pk",
    ],
)
def test_what_holds_no_secret_is_not_changed(address: str) -> None:
    assert without_secrets(address) == redacted(address) == address
    assert not is_private(address)


def test_addresses_inside_a_message_are_starred() -> None:
    text = "GET 'https://u:canary@a.pk/x?token=canary' led to <http://b.pk/?sig=canary>, and failed"
    assert redacted(text) == (
        "GET 'https://***@a.pk/x?token=***' led to <http://b.pk/?sig=***>, and failed"
    )


@given(st.from_regex(r"[a-z0-9]{6,12}", fullmatch=True), st.text(max_size=20))
def test_a_password_never_stays(password: str, rest: str) -> None:
    secret = f"zz{password}zz"
    address = f"https://user:{secret}@news.pk/{rest.replace(secret, '')}"
    assert secret not in redacted(address)
    assert secret not in without_secrets(address)
