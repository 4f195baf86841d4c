"""JPEG: segments kept by a list of what decoding needs, everything else dropped. It decodes nothing.

Source: ITU-T T.81 annex B; JFIF 1.02; Adobe technical note 5116 for APP14.
"""

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from antifraud.errors import EvidenceFileError
from antifraud.evidence_files import CANNOT_BE_CLEANED, TYPE_NOT_ALLOWED
from antifraud.pictures.bounds import broken, check_size
from antifraud.pictures.orientation import UPRIGHT, read_orientation, write_orientation
from antifraud.pictures.profile import clean_profile

START = b"\xff\xd8\xff"
_SOI, _EOI = b"\xff\xd8", b"\xff\xd9"
_END, _SCAN = 0xD9, 0xDA
_TABLES = frozenset({0xC4, 0xDB, 0xDD})
_FRAMES = frozenset({0xC0, 0xC1, 0xC2})
_OTHER_FRAMES = frozenset({0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF})
"""Lossless, hierarchical and arithmetic JPEG, which no browser shows."""

_NOTES = frozenset({*range(0xE0, 0xF0), 0xFE})
_AFTER_SCAN = re.compile(rb"\xff[^\x00\xd0-\xd7]", re.DOTALL)
_MOST_SCANS = 100
_PROFILE = b"ICC_PROFILE\0"
_PROFILE_PART = 65_519


@dataclass(slots=True)
class _Notes:
    """What of the notes a decoder needs."""

    jfif: bytes = b""
    adobe: bytes = b""
    turned: int = UPRIGHT
    profile: dict[int, bytes] = field(default_factory=dict)

    def add(self, marker: int, body: bytes) -> None:
        if marker == 0xE0 and body[:5] == b"JFIF\0" and len(body) >= 14:
            self.jfif = body[:12] + b"\0\0"  # without the thumbnail
        elif marker == 0xE1 and body[:6] == b"Exif\0\0" and self.turned == UPRIGHT:
            self.turned = read_orientation(body[6:])
        elif marker == 0xE2 and body.startswith(_PROFILE) and len(body) > 14:
            self.profile[body[12]] = body[14:]
        elif marker == 0xEE and body[:5] == b"Adobe" and len(body) >= 12:
            self.adobe = body[:12]

    def written(self) -> bytes:
        tiff = write_orientation(self.turned)
        named = [(0xE0, self.jfif), (0xE1, b"Exif\0\0" + tiff if tiff else b""), *self._profile_parts()]
        return b"".join(_segment(marker, body) for marker, body in (*named, (0xEE, self.adobe)) if body)

    def _profile_parts(self) -> Iterator[tuple[int, bytes]]:
        whole = clean_profile(b"".join(self.profile[number] for number in sorted(self.profile)))
        count = -(-len(whole) // _PROFILE_PART)
        for number in range(count):
            part = whole[number * _PROFILE_PART : (number + 1) * _PROFILE_PART]
            yield 0xE2, _PROFILE + bytes((number + 1, count)) + part


def clean_jpeg(raw: bytes) -> bytes:
    """Return the same picture without notes; raises EvidenceFileError."""
    notes, kept, frames, scans = _Notes(), [], 0, 0
    for marker, body, entropy in _segments(raw):
        if marker in _NOTES:
            notes.add(marker, body)
            continue
        kept.append(_segment(marker, body) + entropy)
        frames += marker in _FRAMES
        scans += marker == _SCAN
        if marker in _FRAMES:
            _check_frame(body)
    if frames != 1 or not scans:
        raise broken()
    if scans > _MOST_SCANS:
        raise EvidenceFileError(CANNOT_BE_CLEANED)
    return _SOI + notes.written() + b"".join(kept) + _EOI


def _segments(raw: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """Yield marker, body and what follows a scan's header, up to the end of the picture; more is not read."""
    position = 2
    while True:
        marker, position = _marker(raw, position)
        if marker == _END:
            return
        if marker in _OTHER_FRAMES:
            raise EvidenceFileError(TYPE_NOT_ALLOWED)
        if marker not in _TABLES | _FRAMES | _NOTES | {_SCAN}:
            raise broken()
        if position + 2 > len(raw):
            raise broken()
        (length,) = struct.unpack_from(">H", raw, position)
        end = position + length
        if length < 2 or end > len(raw):
            raise broken()
        after = _scan_end(raw, end) if marker == _SCAN else end
        yield marker, raw[position + 2 : end], raw[end:after]
        position = after


def _marker(raw: bytes, position: int) -> tuple[int, int]:
    """Return the marker there, behind any fill bytes, and where its segment begins."""
    if raw[position : position + 1] != b"\xff":
        raise broken()
    while raw[position : position + 1] == b"\xff":
        position += 1
    if position >= len(raw):
        raise broken()
    return raw[position], position + 1


def _scan_end(raw: bytes, start: int) -> int:
    found = _AFTER_SCAN.search(raw, start)
    if found is None:
        raise broken()
    return found.start()


def _check_frame(body: bytes) -> None:
    if len(body) < 6:
        raise broken()
    _, height, width = struct.unpack_from(">BHH", body)
    check_size(width, height)


def _segment(marker: int, body: bytes) -> bytes:
    return bytes((0xFF, marker)) + struct.pack(">H", len(body) + 2) + body
