"""Which network addresses are the public internet; nothing else is fetched from."""

from __future__ import annotations

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naqeeb.intake.address import is_platform, is_public


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0", "0.1.2.3", "10.0.0.1", "100.64.0.1", "127.0.0.1", "127.255.255.254",
        "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.8", "192.0.0.171",
        "192.0.2.1", "192.88.99.1", "192.168.1.1", "198.18.0.1", "198.19.255.255",
        "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.250", "240.0.0.1",
        "255.255.255.255", "::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:8.8.8.8",
        "64:ff9b::7f00:1", "64:ff9b:1::1", "100::1", "2001::1", "2001:db8::1", "2002:7f00:1::",
        "3fff::1", "5f00::1", "fc00::1", "fd12:3456::1", "fe80::1", "fe80::1%eth0", "fec0::1",
        "ff02::1", "::ffff:0:127.0.0.1", "::ffff:0:8.8.8.8", "64:ff9b::8.8.8.8", "64:ff9b:ffff::1",
        "4000::1", "8000::1", "1fff::1", "168.63.129.16", "fd00:ec2::254", "fd00:ec2::23",
        "2001:0:53aa::1", "3ffe::1", "", "localhost", "8.8.8.8.8", "0x7f.1", "2130706433",
    ],
)  # fmt: skip
def test_addresses_off_the_public_internet(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "1.1.1.1", "93.184.216.34", "2606:4700::1111", "2a00:1450:4001::1"]
)
def test_an_address_of_the_internet_may_be_fetched(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "169.254.169.254", "169.254.170.23", "::ffff:169.254.169.254", "::169.254.169.254",
        "64:ff9b::169.254.169.254", "64:ff9b:1::169.254.169.254", "::ffff:0:169.254.169.254",
        "2001:db8:9::a9fe:a9fe", "2002:a9fe:a9fe::1", "2001:0:a9fe:a9fe::1",
        "fd00:ec2::254%eth0", "fd00:1::168.63.129.16",
    ],
)  # fmt: skip
def test_where_a_cloud_keeps_credentials_is_known_in_each_translation(address: str) -> None:
    assert is_platform(address)


@pytest.mark.parametrize("address", ["10.0.0.1", "fd00::1", "::1", "64:ff9b::10.0.0.1", "news.pk"])
def test_a_newsroom_s_own_network_is_no_cloud_s(address: str) -> None:
    assert not is_platform(address)


@given(st.ip_addresses())
def test_whatever_python_calls_private_is_refused(
    address: ipaddress.IPv4Address | ipaddress.IPv6Address,
) -> None:
    if not address.is_global or address.is_multicast:
        assert not is_public(str(address))
