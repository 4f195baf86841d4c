"""PNG: the chunks that draw and those of numbers for colour, everything else dropped.

Source: PNG (third edition). The compressed rows are unpacked in small pieces, never held, to know that
they are as many as the header says and that nothing hides behind them.
"""

import struct
import zlib
from collections.abc import Iterator

from antifraud.errors import EvidenceFileError
from antifraud.evidence_files import CANNOT_BE_CLEANED
from antifraud.pictures.bounds import broken, check_size
from antifraud.pictures.orientation import read_orientation, write_orientation
from antifraud.pictures.profile import LARGEST, clean_profile

START = b"\x89PNG\r\n\x1a\n"
_NUMBERS = {b"cHRM": 32, b"gAMA": 4, b"cICP": 4, b"sRGB": 1}
"""Chunks of a fixed length, which hold numbers for colour."""

_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
_DEPTHS = {0: {1, 2, 4, 8, 16}, 2: {8, 16}, 3: {1, 2, 4, 8}, 4: {8, 16}, 6: {8, 16}}
_PASSES = ((0, 8, 0, 8), (4, 8, 0, 8), (0, 4, 4, 8), (2, 4, 0, 4), (0, 2, 2, 4), (1, 2, 0, 2), (0, 1, 1, 2))
"""First column, step, first row, step of each pass of an interlaced picture."""

_PIECE = 64 * 1024
_DRAWING = (b"IHDR", b"PLTE", b"IDAT", b"IEND")
_ORDER = (b"IHDR", b"cHRM", b"gAMA", b"cICP", b"sRGB", b"iCCP", b"eXIf", b"PLTE", b"tRNS", b"IDAT", b"IEND")


def clean_png(raw: bytes) -> bytes:
    """Return the same picture without notes; raises EvidenceFileError."""
    kept: dict[bytes, bytes] = {}
    for name, body in _chunks(raw):
        if name == b"IDAT":
            kept[name] = kept.get(name, b"") + body
        elif name not in kept:
            kept[name] = _kept(name, body)
    if b"IHDR" not in kept or b"IDAT" not in kept:
        raise broken()
    kept[b"IDAT"] = _checked_rows(kept[b"IDAT"], _rows_size(kept[b"IHDR"]))
    if kept[b"IHDR"][9] == 3 and not kept.get(b"PLTE"):
        raise broken()
    return START + b"".join(_chunk(name, kept[name]) for name in _ORDER if kept.get(name) or name == b"IEND")


def _chunks(raw: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield name and content of each chunk up to the last; what comes after it is not read."""
    position = len(START)
    while True:
        if position + 12 > len(raw):
            raise broken()
        length, name = struct.unpack_from(">I4s", raw, position)
        body = raw[position + 8 : position + 8 + length]
        check = raw[position + 8 + length : position + 12 + length]
        if len(check) != 4 or zlib.crc32(name + body) != int.from_bytes(check, "big"):
            raise broken()
        if (position == len(START)) != (name == b"IHDR"):
            raise broken()
        if name == b"IEND":
            yield name, b""
            return
        yield name, body
        position += 12 + length


def _kept(name: bytes, body: bytes) -> bytes:
    """Return what of a chunk is kept; nothing of most."""
    if name in _DRAWING or (name == b"tRNS" and len(body) <= 256):
        return body
    if name == b"iCCP":
        return _profile(body)
    if name == b"eXIf":
        return write_orientation(read_orientation(body))
    if not name[0] & 0x20:
        raise EvidenceFileError(CANNOT_BE_CLEANED)  # it draws, and we do not know how
    return body if _NUMBERS.get(name) == len(body) else b""


def _profile(body: bytes) -> bytes:
    packed = body.partition(b"\0")[2][1:]
    try:
        profile = clean_profile(zlib.decompressobj().decompress(packed, LARGEST))
    except zlib.error:
        return b""
    return b"icc\0\0" + zlib.compress(profile, 9) if profile else b""


def _rows_size(header: bytes) -> int:
    """Return how many bytes the rows of a picture have unpacked; raises for a header that cannot be."""
    if len(header) != 13:
        raise broken()
    width, height, depth, colour, method, filters, interlaced = struct.unpack(">IIBBBBB", header)
    check_size(width, height)
    if depth not in _DEPTHS.get(colour, ()) or method or filters or interlaced > 1:
        raise broken()
    bits = depth * _CHANNELS[colour]
    passes = _PASSES if interlaced else ((0, 1, 0, 1),)
    return sum(
        _pass_size(-(-(width - left) // across), -(-(height - top) // down), bits)
        for left, across, top, down in passes
    )


def _pass_size(width: int, height: int, bits: int) -> int:
    return height * (1 + (width * bits + 7) // 8) if width > 0 and height > 0 else 0


def _checked_rows(packed: bytes, size: int) -> bytes:
    """Return the packed rows without what follows them; raises unless they unpack to exactly `size` bytes."""
    unpacker, left, rest = zlib.decompressobj(), size, packed
    try:
        while not unpacker.eof and left >= 0:
            piece = unpacker.decompress(rest, _PIECE)
            left -= len(piece)
            rest = unpacker.unconsumed_tail
            if not piece and not rest and not unpacker.eof:
                break
    except zlib.error:
        raise broken() from None
    if left or not unpacker.eof:
        raise broken()
    return packed[: len(packed) - len(unpacker.unused_data)]


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
