"""WebP: the chunks that draw, everything else dropped; no moving pictures.

Source: https://developers.google.com/speed/webp/docs/riff_container, RFC 9649.
"""

import struct
from collections.abc import Iterator

from antifraud.errors import EvidenceFileError
from antifraud.evidence_files import TYPE_NOT_ALLOWED
from antifraud.pictures.bounds import broken, check_size
from antifraud.pictures.orientation import read_orientation, write_orientation
from antifraud.pictures.profile import clean_profile

_PROFILE, _ALPHA, _EXIF, _MOVES = 0x20, 0x10, 0x08, 0x02
_PLAIN, _LOSSLESS = b"VP8 ", b"VP8L"
_KEYFRAME = b"\x9d\x01\x2a"


def is_webp(raw: bytes) -> bool:
    """Tell whether a file begins as WebP."""
    return raw[:4] == b"RIFF" and raw[8:12] == b"WEBP"


def clean_webp(raw: bytes) -> bytes:
    """Return the same picture without notes; raises EvidenceFileError."""
    chunks: dict[bytes, bytes] = {}
    for name, body in _chunks(raw):
        chunks.setdefault(name, body)
    pictures = [name for name in (_PLAIN, _LOSSLESS) if name in chunks]
    if b"ANIM" in chunks or b"ANMF" in chunks:
        raise EvidenceFileError(TYPE_NOT_ALLOWED)
    if len(pictures) != 1:
        raise broken()
    picture = pictures[0]
    width, height = _SIZES[picture](chunks[picture])
    check_size(width, height)
    kept = _extended(chunks, picture, width, height) if b"VP8X" in chunks else [(picture, chunks[picture])]
    body = b"WEBP" + b"".join(_chunk(name, content) for name, content in kept)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _chunks(raw: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield name and content of each chunk; what comes after the file's own length is not read."""
    end = 8 + int.from_bytes(raw[4:8], "little")
    if end > len(raw):
        raise broken()
    position = 12
    while position + 8 <= end:
        name, length = struct.unpack_from("<4sI", raw, position)
        if position + 8 + length > end:
            raise broken()
        yield name, raw[position + 8 : position + 8 + length]
        position += 8 + length + length % 2


def _extended(
    chunks: dict[bytes, bytes], picture: bytes, width: int, height: int
) -> list[tuple[bytes, bytes]]:
    """Return the chunks in their order, behind a header that announces what is left and nothing more."""
    profile = clean_profile(chunks.get(b"ICCP", b""))
    alpha = chunks.get(b"ALPH", b"") if picture == _PLAIN else b""
    notes = chunks.get(b"EXIF", b"").removeprefix(b"Exif\0\0")
    turned = write_orientation(read_orientation(notes))
    flags = _PROFILE * bool(profile) | _EXIF * bool(turned)
    flags |= _ALPHA if alpha else (chunks[b"VP8X"][:1] or b"\0")[0] & _ALPHA * (picture == _LOSSLESS)
    size = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    named = [(b"ICCP", profile), (b"ALPH", alpha), (picture, chunks[picture]), (b"EXIF", turned)]
    return [(b"VP8X", bytes((flags, 0, 0, 0)) + size), *(one for one in named if one[1])]


def _plain_size(body: bytes) -> tuple[int, int]:
    if len(body) < 10 or body[3:6] != _KEYFRAME:
        raise broken()
    width, height = struct.unpack_from("<HH", body, 6)
    return width & 0x3FFF, height & 0x3FFF


def _lossless_size(body: bytes) -> tuple[int, int]:
    if len(body) < 5 or body[0] != 0x2F:
        raise broken()
    bits = int.from_bytes(body[1:5], "little")
    return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1


_SIZES = {_PLAIN: _plain_size, _LOSSLESS: _lossless_size}


def _chunk(name: bytes, body: bytes) -> bytes:
    return name + struct.pack("<I", len(body)) + body + bytes(len(body) % 2)
