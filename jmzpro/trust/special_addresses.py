"""The addresses that lead nowhere on the internet: the registries of IANA for special purposes,
written down here.

Python knows such lists too, but each release has other ones. Sources: the IANA IPv4 and IPv6
Special-Purpose Address Registries (RFC 6890 and what came after), multicast (RFC 5771, RFC 4291),
and of IPv6 what wraps an IPv4 address.
"""

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

# What is not globally reachable, and what is but is no web site of anybody.
V4 = (
    ("0.0.0.0/8", "this network (RFC 791)"),
    ("10.0.0.0/8", "private use (RFC 1918)"),
    ("100.64.0.0/10", "shared address space of providers (RFC 6598)"),
    ("127.0.0.0/8", "loopback (RFC 1122)"),
    ("169.254.0.0/16", "link local (RFC 3927)"),
    ("172.16.0.0/12", "private use (RFC 1918)"),
    ("192.0.0.0/24", "IETF protocol assignments (RFC 6890)"),
    ("192.0.2.0/24", "documentation (RFC 5737)"),
    ("192.31.196.0/24", "AS112-v4 (RFC 7535)"),
    ("192.52.193.0/24", "AMT (RFC 7450)"),
    ("192.88.99.0/24", "6to4 relay anycast, deprecated (RFC 7526)"),
    ("192.168.0.0/16", "private use (RFC 1918)"),
    ("192.175.48.0/24", "direct delegation AS112 (RFC 7534)"),
    ("198.18.0.0/15", "benchmarking (RFC 2544)"),
    ("198.51.100.0/24", "documentation (RFC 5737)"),
    ("203.0.113.0/24", "documentation (RFC 5737)"),
    ("224.0.0.0/4", "multicast (RFC 5771)"),
    ("240.0.0.0/4", "reserved, and limited broadcast (RFC 1112, RFC 8190)"),
)
V6 = (
    ("::/96", "unspecified, loopback and IPv4-compatible, deprecated (RFC 4291)"),
    ("::ffff:0:0/96", "IPv4-mapped (RFC 4291)"),
    ("::ffff:0:0:0/96", "IPv4-translated (RFC 2765)"),
    ("64:ff9b::/96", "IPv4-IPv6 translation (RFC 6052)"),
    ("64:ff9b:1::/48", "IPv4-IPv6 translation, local use (RFC 8215)"),
    ("100::/64", "discard only (RFC 6666)"),
    ("100:0:0:1::/64", "dummy prefix (RFC 9780)"),
    ("2001::/23", "IETF protocol assignments, Teredo, ORCHID and the rest (RFC 2928)"),
    ("2001:db8::/32", "documentation (RFC 3849)"),
    ("2002::/16", "6to4 (RFC 3056)"),
    ("2620:4f:8000::/48", "direct delegation AS112 (RFC 7534)"),
    ("3fff::/20", "documentation (RFC 9637)"),
    ("5f00::/16", "segment routing SIDs (RFC 9602)"),
    ("fc00::/7", "unique local (RFC 4193)"),
    ("fe80::/10", "link local (RFC 4291)"),
    ("fec0::/10", "site local, deprecated (RFC 3879)"),
    ("ff00::/8", "multicast (RFC 4291)"),
)
INSIDE_V4 = tuple(IPv4Network(network) for network, _ in V4)
INSIDE_V6 = tuple(IPv6Network(network) for network, _ in V6)
# The only part of IPv6 that IANA gives out as the internet (RFC 4291, RFC 3513).
GLOBAL_UNICAST = IPv6Network("2000::/3")


def is_outside(number: str) -> bool:
    """A public address of the internet. IPv6 that wraps another address is refused as a whole;
    so is one with a zone.
    """
    try:
        address = ip_address(number)
    except ValueError:
        return False
    if isinstance(address, IPv4Address):
        return not any(address in network for network in INSIDE_V4)
    return is_outside_v6(address)


def is_outside_v6(address: IPv6Address) -> bool:
    if address.scope_id is not None or address not in GLOBAL_UNICAST:
        return False
    return not any(address in network for network in INSIDE_V6)
