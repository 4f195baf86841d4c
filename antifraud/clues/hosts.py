"""The host of an address in its one canonical form: dots, IPv4 in all its dresses, IPv6, IDN.

Works on byte strings: one character per byte, U+0000 to U+00FF. Knows nothing of schemes,
paths or lists of hosts.
"""

import ipaddress
import re
from collections.abc import Iterator
from unicodedata import normalize

import idna

from antifraud.errors import ClueError

ESCAPES = {code: f"%{code:02x}" for code in (*range(0x21), ord("#"), ord("%"), *range(0x7F, 0x100))}
"""For `str.translate`: the bytes that stand percent-escaped in a canonical address."""

_DOTS = re.compile(r"\.{2,}")
_NUMBER = re.compile(r"(0[xX][0-9a-fA-F]+)|(0[0-7]*)|([1-9][0-9]{0,9})")
_FORBIDDEN = re.compile(r"[\x00-\x20#%/:<>?@\[\\\]^|\x7f]")
_DELIMITER = re.compile(r"[/\\?@]")
_PORT = re.compile(r":[0-9]*$")
_PORT_OR_NONE = re.compile(r"(:[0-9]*)?")
_IPV6 = re.compile(r"[0-9A-Fa-f:.]{2,45}")
_UPPER = re.compile(r"[A-Z]+")
_LONGEST_NAME = 253
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


def canonical_host(raw: str) -> str:
    """Turn host and port, unescaped, into the canonical host: lower case, ASCII, what is unsafe escaped.

    Raises ClueError where no host is left or the text cannot be one.
    """
    if raw.startswith("["):
        return _canonical_ipv6(raw)
    host = _PORT.sub("", raw)
    if _DELIMITER.search(host) or ":" in host:
        raise ClueError
    name = _DOTS.sub(".", _ascii_name(host)).strip(".")
    if not name or name.startswith("["):
        raise ClueError
    return _ipv4(name) or name.translate(ESCAPES)


def is_address(host: str) -> bool:
    """Tell whether a canonical host is an IP address and not a name."""
    return host.startswith("[") or _ipv4(host) == host


def unicode_host(host: str) -> str:
    """Write the punycode labels of a canonical host out; labels that are no punycode stay."""
    return ".".join(_unicode_label(label) for label in host.split("."))


def _unicode_label(label: str) -> str:
    if not label.startswith("xn--"):
        return label
    try:
        return label[4:].encode().decode("punycode")
    except (UnicodeError, OverflowError):
        return label


def _ascii_name(host: str) -> str:
    """Lower the case and, where UTS-46 allows it, write punycode; otherwise bytes stay as they are."""
    if host.isascii():
        return host.lower()
    try:
        return _punycode(host.encode("latin-1").decode("utf-8"))
    except (UnicodeError, ClueError):
        return _UPPER.sub(lambda match: match[0].lower(), host)


def _punycode(name: str) -> str:
    if len(name) > _LONGEST_NAME:
        raise ClueError
    mapped = idna.uts46_remap(name, std3_rules=False)
    if _FORBIDDEN.search(name) or _FORBIDDEN.search(mapped):
        raise ClueError
    return ".".join(_ascii_label(label) for label in mapped.split("."))


def _ascii_label(label: str) -> str:
    if label.isascii():
        return label
    # As browsers do: what begins like punycode is it or nothing, and joiners stand only where they show.
    if label.startswith("xn--") or not all(idna.valid_contextj(label, at) for at in _joiners(label)):
        raise ClueError
    idna.check_initial_combiner(label)
    idna.check_bidi(label)
    return "xn--" + normalize("NFC", label).encode("punycode").decode()


def _joiners(label: str) -> Iterator[int]:
    return (at for at, char in enumerate(label) if char in "\u200c\u200d")


def _ipv4(name: str) -> str | None:
    """Read one to four parts in decimal, octal or hex, as the C library does, and write dotted decimal."""
    if not "0" <= name[0] <= "9":
        return None
    parts = name.split(".", 4)
    numbers = [number for part in parts if (number := _number(part)) is not None]
    if len(numbers) != len(parts) or len(parts) > 4:
        return None
    *high, low = numbers
    if any(number > 255 for number in high) or low >= 256 ** (4 - len(high)):
        return None
    value = sum(number << (24 - 8 * place) for place, number in enumerate(high)) + low
    return ".".join(str(value >> shift & 255) for shift in (24, 16, 8, 0))


def _number(text: str) -> int | None:
    match = _NUMBER.fullmatch(text)
    if match is None:
        return None
    hexadecimal, octal, decimal = match.groups()
    if decimal:
        return int(decimal)
    return int(hexadecimal, 16) if hexadecimal else int(octal, 8)


def _canonical_ipv6(raw: str) -> str:
    """Compress it, in brackets; one that stands for an IPv4 address becomes that, as published."""
    inside, bracket, port = raw[1:].partition("]")
    if not bracket or not _PORT_OR_NONE.fullmatch(port) or not _IPV6.fullmatch(inside):
        raise ClueError
    try:
        address = ipaddress.IPv6Address(inside)
    except ValueError:
        raise ClueError from None
    if address.ipv4_mapped is not None:
        return str(address.ipv4_mapped)
    if address in _NAT64:
        return str(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    return f"[{address.compressed}]"
