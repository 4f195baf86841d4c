"""Keyed hashes and sealing: what turns a sensitive value into one that may be stored. Pure but for sealing.

Nothing here can read a sealed text back: the private half of the key pair belongs to whoever may read it.
"""

import hashlib
import ipaddress
from dataclasses import dataclass

from nacl.public import PublicKey, SealedBox

from antifraud.clues.model import BANK_CARD, URL
from antifraud.clues.url import expression_hash, expressions

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""32 signs without 0, 1, I and O, which people confuse when reading aloud or writing down."""

PART = 8
"""Signs in a short hash: 40 bits."""

_SCRYPT_COST = 2**12
"""About 10 ms and 4 MB a card: slow for who tries all numbers, bearable for a message with twenty of them."""


@dataclass(frozen=True, slots=True)
class ClueKey:
    """Where everything about one clue is stored."""

    kind: str
    id: str


@dataclass(frozen=True, slots=True)
class Keys:
    """The two keys of a deployment and everything that is made with them."""

    hash_key: bytes
    seal_key: bytes

    def clue_key(self, kind: str, value: str) -> ClueKey:
        """Return the key of one canonical clue; bank cards by a slow keyed hash, links by a plain one."""
        if kind == BANK_CARD:
            return ClueKey(kind, self._slow_hash(value))
        if kind == URL:
            return ClueKey(kind, _url_id(expressions(value)[0]))
        return ClueKey(kind, value)

    def lookup_keys(self, kind: str, value: str) -> tuple[ClueKey, ...]:
        """Return every key that speaks of a clue, nearest first: a link also by its host and folders."""
        if kind == URL:
            return tuple(ClueKey(kind, _url_id(one)) for one in expressions(value))
        return (self.clue_key(kind, value),)

    def short(self, purpose: str, text: str) -> str:
        """Return 40 bits of keyed hash in `ALPHABET`, different for each purpose."""
        digest = hashlib.blake2b(text.encode(), digest_size=5, key=self.hash_key, person=purpose.encode())
        number = int.from_bytes(digest.digest(), "big")
        return "".join(ALPHABET[number >> shift & 31] for shift in range(35, -1, -5))

    def network(self, address: str) -> str:
        """Return the pseudonym of the network an address is in: /24 for IPv4, /48 for IPv6."""
        try:
            ip = ipaddress.ip_address(address)
        except ValueError:
            return self.short("network", "unknown")
        prefix = 24 if ip.version == 4 else 48
        return self.short("network", str(ipaddress.ip_network((ip, prefix), strict=False)))

    def seal(self, text: str) -> bytes:
        """Return `text` sealed for the holder of the private key."""
        return bytes(SealedBox(PublicKey(self.seal_key)).encrypt(text.encode()))

    def _slow_hash(self, digits: str) -> str:
        return hashlib.scrypt(
            digits.encode(), salt=self.hash_key, n=_SCRYPT_COST, r=8, p=1, maxmem=2**26, dklen=16
        ).hex()


def _url_id(expression: str) -> str:
    return expression_hash(expression).hex()[:32]
