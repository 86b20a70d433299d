"""What is inside stays unasked, whatever the Python it runs on knows of it."""

from ipaddress import IPv6Address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jmzpro.trust.safe_fetch import is_literally_inside, number_of
from jmzpro.trust.special_addresses import V4, V6, is_outside

# The registries, as IANA lists them; what is in them but leads to nobody's web site counts too.
REGISTRIES = [
    "0.0.0.0/8",
    "0.0.0.0/32",
    "10.0.0.0/8",
    "100.64.0.0/10",
    "127.0.0.0/8",
    "169.254.0.0/16",
    "172.16.0.0/12",
    "192.0.0.0/24",
    "192.0.0.0/29",
    "192.0.0.8/32",
    "192.0.0.9/32",
    "192.0.0.10/32",
    "192.0.0.170/32",
    "192.0.0.171/32",
    "192.0.2.0/24",
    "192.31.196.0/24",
    "192.52.193.0/24",
    "192.88.99.0/24",
    "192.168.0.0/16",
    "192.175.48.0/24",
    "198.18.0.0/15",
    "198.51.100.0/24",
    "203.0.113.0/24",
    "240.0.0.0/4",
    "255.255.255.255/32",
    "224.0.0.0/4",
    "::1/128",
    "::/128",
    "::ffff:0:0/96",
    "64:ff9b::/96",
    "64:ff9b:1::/48",
    "100::/64",
    "100:0:0:1::/64",
    "2001::/23",
    "2001::/32",
    "2001:1::1/128",
    "2001:1::2/128",
    "2001:1::3/128",
    "2001:2::/48",
    "2001:3::/32",
    "2001:4:112::/48",
    "2001:10::/28",
    "2001:20::/28",
    "2001:30::/28",
    "2001:db8::/32",
    "2002::/16",
    "2620:4f:8000::/48",
    "3fff::/20",
    "5f00::/16",
    "fc00::/7",
    "fe80::/10",
    "fec0::/10",
    "ff00::/8",
]
OUTSIDE = [
    "8.8.8.8",
    "1.1.1.1",
    "9.255.255.255",
    "11.0.0.0",
    "100.63.255.255",
    "100.128.0.0",
    "172.15.255.255",
    "172.32.0.0",
    "192.0.1.0",
    "192.167.255.255",
    "192.169.0.0",
    "198.17.255.255",
    "198.20.0.0",
    "203.0.114.0",
    "223.255.255.255",
    "2001:200::",
    "2001:610::",
    "2001:db9::",
    "2003::",
    "2a00:1450:400e:80f::200e",
    "2606:4700:4700::1111",
    "3ffe:ffff::",
]
WRAPPED = [
    "::ffff:8.8.8.8",
    "2002:0808:0808::1",
    "64:ff9b::8.8.8.8",
    "2001::1",
    "::8.8.8.8",
    "::ffff:0:8.8.8.8",
]


@pytest.mark.parametrize("network", REGISTRIES)
def test_the_first_the_last_and_the_middle_of_each_registered_network_are_inside(
    network: str,
) -> None:
    found = ip_network(network)
    for number in {0, found.num_addresses - 1, found.num_addresses // 2}:
        assert not is_outside(str(found[number])), found[number]


@pytest.mark.parametrize("number", OUTSIDE)
def test_what_lies_beside_them_is_outside(number: str) -> None:
    assert is_outside(number)


@pytest.mark.parametrize(
    "number", [*WRAPPED, "fe80::1%eth0", "2a00::1%lo", "4000::1", "geen nummer", ""]
)
def test_what_wraps_an_address_or_is_none_is_not_outside(number: str) -> None:
    assert not is_outside(number)


def test_each_line_says_why() -> None:
    assert all(ip_network(network) and len(why) > 10 for network, why in (*V4, *V6))


@given(st.integers(0, 2**128 - 1))
def test_no_number_outside_of_what_is_given_out_is_asked(number: int) -> None:
    address = IPv6Address(number)
    assert not is_outside(str(address)) or (number >> 125) == 1


INSIDE = """
http://127.0.0.1/a.ics http://127.1/ http://2130706433/ http://0x7f000001/ http://0177.0.0.1/ http://0x7f.1/
http://127.0.0.1./ https://10.1.2.3/x http://169.254.169.254/latest http://192.168.1.1 http://172.20.0.1
http://100.64.0.1 http://0/ http://0.0.0.0/ http://[::1]/ http://[::ffff:127.0.0.1]/ http://[fe80::1]/ http://[fd00::1]/
http://[::]/ http://localhost/a http://LOCALHOST:8080/ http://localhost./ http://a.localhost/ http://nas.local/
http://server/ http://db.internal/ http://router.lan/ http://x.home.arpa/ http://256.1.1.1/ http://1.2.3.4.5/
http://\uff11\uff12\uff17.0.0.1/ http://127\u30020\u30020\u30021/ http://\u24db\u24de\u24d2\u24d0\u24db\u24d7\u24de\u24e2\u24e3/
http://user:pass@127.0.0.1/ http://voorbeeld.example@127.0.0.1/ http://127%2e0.0.1/ http://[fe80::1%25eth0]/
"""  # noqa: E501
ELSEWHERE = """
https://voorbeeld.example/a.ics http://8.8.8.8/x https://[2a00:1450::1]/ https://127.0.0.1.voorbeeld.example/
https://localhost.voorbeeld.example/ https://caf\u00e9.example/ https://123.nl/ https://lan.nl/ http://134744072/
"""


@pytest.mark.parametrize("url", INSIDE.encode().decode("unicode_escape").split())
def test_an_address_that_names_a_place_inside_is_seen_at_once(url: str) -> None:
    assert is_literally_inside(url)


@pytest.mark.parametrize("url", ELSEWHERE.split())
def test_an_address_of_somebody_else_is_not(url: str) -> None:
    assert not is_literally_inside(url)


@given(st.integers(0, 2**32 - 1))
def test_a_number_is_read_the_same_in_each_notation(number: int) -> None:
    plain = number_of(str(number))
    last = ".".join(str(number >> shift & 255) for shift in (24, 16, 8, 0))
    assert plain == number_of(hex(number)) == number_of(f"0{number:o}") == number_of(last) == last
