"""A colour profile rebuilt from its numbers: without names of screens and people, dates and makers.

Source: ICC.1:2022. A profile that cannot be read is left out; all stays legible.
"""

import struct

LARGEST = 1024 * 1024
_HEADER = 128
_ENTRY = 12
_MOST_TAGS = 100
_TAGS = frozenset(
    {
        *(b"rXYZ", b"gXYZ", b"bXYZ", b"rTRC", b"gTRC", b"bTRC", b"kTRC", b"wtpt", b"bkpt", b"chad", b"cicp"),
        *(b"A2B0", b"A2B1", b"A2B2", b"B2A0", b"B2A1", b"B2A2"),
    }
)
_TYPES = frozenset({b"XYZ ", b"curv", b"para", b"sf32", b"mft1", b"mft2", b"mAB ", b"mBA ", b"cicp"})
"""Types of tags that hold numbers only."""


def clean_profile(raw: bytes) -> bytes:
    """Return the profile with nothing but what converts colours; empty if it cannot be read."""
    if not _HEADER + 4 <= len(raw) <= LARGEST or raw[36:40] != b"acsp":
        return b""
    (count,) = struct.unpack_from(">I", raw, _HEADER)
    if count > _MOST_TAGS or _HEADER + 4 + count * _ENTRY > len(raw):
        return b""
    tags = [_tag(raw, _HEADER + 4 + number * _ENTRY) for number in range(count)]
    kept = [(name, content) for name, content in tags if name in _TAGS and content[:4] in _TYPES]
    return _written(raw[:_HEADER], kept) if kept else b""


def _tag(raw: bytes, position: int) -> tuple[bytes, bytes]:
    name, start, size = struct.unpack_from(">4sII", raw, position)
    content = raw[start : start + size]
    return name, content if len(content) == size else b""


def _written(header: bytes, tags: list[tuple[bytes, bytes]]) -> bytes:
    """Return header, table and contents; equal contents are written once, as tags often share one."""
    start = _HEADER + 4 + len(tags) * _ENTRY
    places: dict[bytes, int] = {}
    table, contents = b"", b""
    for name, content in tags:
        if content not in places:
            places[content] = start + len(contents)
            contents += content + bytes(-len(content) % 4)
        table += struct.pack(">4sII", name, places[content], len(content))
    # Kept: version, class and colour spaces; signature; attributes, intent and illuminant. All else is zero.
    plain = bytes(4) + header[8:24] + bytes(12) + b"acsp" + bytes(16) + header[56:80] + bytes(48)
    size = struct.pack(">I", start + len(contents))
    return size + plain + struct.pack(">I", len(tags)) + table + contents
