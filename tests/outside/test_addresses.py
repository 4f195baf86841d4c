"""Which addresses a stranger may make us ask."""

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antifraud.outside.addresses import is_public

INSIDE = (
    *("127.0.0.1", "127.255.255.254", "10.0.0.1", "10.255.255.255", "172.16.0.1", "172.31.255.255"),
    *("192.168.0.1", "169.254.169.254", "169.254.170.2", "100.64.0.1", "0.0.0.0", "255.255.255.255"),  # noqa: S104
    *("192.0.2.1", "198.18.0.1", "203.0.113.9", "224.0.0.1", "239.1.1.1", "240.0.0.1"),
    *("::", "::1", "fc00::1", "fd00:ec2::254", "fe80::1", "fe80::1%eth0", "ff02::1", "2001:db8::1"),
    *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "64:ff9b::10.0.0.1"),
    *("64:ff9b::a9fe:a9fe", "2002:a00:1::", "2002:7f00:1::", "2002:a9fe:a9fe::1"),
    *("", "localhost", "1.1.1", "1.1.1.1.1", "0x7f000001", "2130706433"),
)


@pytest.mark.parametrize("address", INSIDE)
def test_what_is_inside_or_no_address_is_not_asked(address):
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["1.1.1.1", "223.5.5.5", "8.8.8.8", "2400:3200::1", "::ffff:223.5.5.5", "64:ff9b::8.8.8.8"]
)
def test_what_is_on_the_internet_may_be_asked(address):
    assert is_public(address)


@given(st.ip_addresses(v=4))
def test_an_address_wrapped_in_ipv6_is_judged_as_what_it_is(address):
    wrapped = (
        ipaddress.IPv6Address(f"::ffff:{address}"),
        ipaddress.IPv6Address(int(ipaddress.IPv6Address("64:ff9b::")) + int(address)),
        ipaddress.IPv6Address((0x2002 << 112) + (int(address) << 80)),
    )
    assert {is_public(str(one)) for one in wrapped} == {is_public(str(address))}
