"""What the environment says of the way to a service."""

from __future__ import annotations

import pytest

from naqeeb.speech.environment import bundle, proxy_to

BUNDLES = ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE")


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (*BUNDLES, "HTTPS_PROXY", "https_proxy", "NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize("name", BUNDLES)
def test_a_bundle_of_certificates_may_be_named_as_three_programs_do(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert bundle() is None
    monkeypatch.setenv(name, "ours.pem")
    assert bundle() == (name, "ours.pem")


def test_an_empty_variable_names_no_bundle(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", "")
    monkeypatch.setenv("SSL_CERT_FILE", "ours.pem")
    assert bundle() == ("SSL_CERT_FILE", "ours.pem")


def test_a_proxy_leads_to_all_hosts_but_those_that_are_left_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert proxy_to("voice.example") is None
    monkeypatch.setenv("https_proxy", "http://proxy.example:3128")
    monkeypatch.setenv("no_proxy", "near.example")
    assert proxy_to("voice.example") == "http://proxy.example:3128"
    assert proxy_to("near.example") is None
