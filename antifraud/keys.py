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

GENERATION_BIT = 4
"""The bit of the last sign of a reporter's pseudonym that tells keys before and after a rotation apart."""

_SCRYPT_COST = 2**12
"""About 10 ms and 4 MB a card: slow for who tries all numbers, bearable for a message with twenty of them."""


@dataclass(frozen=True, slots=True)
class ClueKey:
    """Where everything about one clue is stored."""

    kind: str
    id: str


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of a deployment and everything that is made with them.

    `hash_key` is used; `hash_key_before`, while keys are rotated, is the one before it, by which what is
    stored under it is still found.
    """

    hash_key: bytes
    seal_key: bytes
    hash_key_before: bytes | None = None

    @property
    def before(self) -> "Keys | None":
        """The keys as they were before the rotation; None outside one."""
        return Keys(self.hash_key_before, self.seal_key) if self.hash_key_before else None

    def clue_key(self, kind: str, value: str) -> ClueKey:
        """Return the key of one canonical clue; bank cards by a slow keyed hash, links by a plain one."""
        if kind == BANK_CARD:
            return ClueKey(kind, self._slow_hash(value))
        if kind == URL:
            return ClueKey(kind, _url_id(expressions(value)[0]))
        return ClueKey(kind, value)

    def lookup_keys(self, kind: str, value: str) -> tuple[ClueKey, ...]:
        """Return every key that speaks of a clue, nearest first: a link also by its host and folders.

        While keys are rotated, a bank card has two: that of the key in use, and that of the one before.
        """
        if kind == URL:
            return tuple(ClueKey(kind, _url_id(one)) for one in expressions(value))
        kept = (self, self.before) if kind == BANK_CARD else (self,)
        return tuple(keys.clue_key(kind, value) for keys in kept if keys)

    def short(self, purpose: str, text: str) -> str:
        """Return 40 bits of keyed hash in `ALPHABET`, different for each purpose."""
        digest = hashlib.blake2b(text.encode(), digest_size=5, key=self.hash_key, person=purpose.encode())
        number = int.from_bytes(digest.digest(), "big")
        return "".join(ALPHABET[number >> shift & 31] for shift in range(35, -1, -5))

    def reporter(self, person: str) -> str:
        """Return the pseudonym of a person; those before and after a rotation never share a write shard."""
        made = self.short("reporter", person)
        last = ALPHABET.index(made[-1]) & ~GENERATION_BIT | GENERATION_BIT * generation_of(self.hash_key)
        return made[:-1] + ALPHABET[last]

    @property
    def mark(self) -> str:
        """Twenty bits that tell the hash key from those before and after it, and nothing of it."""
        return self.short("key mark", "")[:4]

    def secret(self, purpose: str, text: str) -> bytes:
        """Return a key of its own for each purpose (at most 16 ASCII signs) and text, 32 bytes."""
        digest = hashlib.blake2b(text.encode(), digest_size=32, key=self.hash_key, person=purpose.encode())
        return digest.digest()

    def network(self, address: str) -> str:
        """Return the pseudonym of the network an address is in: /24 for IPv4, /48 for IPv6."""
        try:
            ip = ipaddress.ip_address(address)
        except ValueError:
            return self.short("network", "unknown")
        prefix = 24 if ip.version == 4 else 48
        rest = ip.max_prefixlen - prefix
        return self.short("network", f"{type(ip)(int(ip) >> rest << rest)}/{prefix}")

    def seal(self, text: str) -> bytes:
        """Return `text` sealed for the holder of the private key."""
        return bytes(SealedBox(PublicKey(self.seal_key)).encrypt(text.encode()))

    def _slow_hash(self, digits: str) -> str:
        return hashlib.scrypt(
            digits.encode(), salt=self.hash_key, n=_SCRYPT_COST, r=8, p=1, maxmem=2**26, dklen=16
        ).hex()


def generation_of(hash_key: bytes) -> int:
    """Return 0 or 1: a rotation makes a key of the other one."""
    return hash_key[0] & 1


def _url_id(expression: str) -> str:
    return expression_hash(expression).hex()[:32]
