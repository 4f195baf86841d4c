"""The shield as PNG in a city's colour, for home screens that take no SVG. Draws with nothing but arithmetic.

The picture is worked out once as sixteen steps from ground to white; a colour only changes the palette.
"""

import math
import struct
import zlib
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from antifraud.sitegen.colours import mixed

SIZES = (192, 512)
STEPS = 15
"""Steps between ground and white: four bits a pixel."""

_BOX = 24
_SAFE = 0.66
"""Part of the picture that the shield fills: launchers cut the corners, at most to a circle of 80 %."""

_FINE = 4
"""Lines in a row of pixels."""

Point = tuple[float, float]
Curve = tuple[Point, Point, Point, Point]

_SIDES: tuple[Curve, ...] = (
    ((4, 11), (4, 16), (7.4, 20), (12, 22)),
    ((12, 22), (16.6, 20), (20, 16), (20, 11)),
)
_TICK = ((8.0, 12.0), (11.0, 15.0), (16.0, 9.0))
_HALF_STROKE = 1.2


def icon_name(colour: str, size: int) -> str:
    """Return the plain name of the icon in a city's colour."""
    return f"icon-{colour.lstrip('#').lower()}-{size}.png"


def icon(colour: str, size: int) -> bytes:
    """Return a square PNG: a white shield with a tick, on the whole ground in `colour` (`#rrggbb`)."""
    palette = b"".join(bytes.fromhex(mixed(colour, "#ffffff", step / STEPS)[1:]) for step in range(STEPS + 1))
    header = struct.pack(">IIBBBBB", size, size, 4, 3, 0, 0, 0)
    parts = ((b"IHDR", header), (b"PLTE", palette), (b"IDAT", _pixels(size)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_part(name, content) for name, content in parts)


def _part(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


@cache
def _pixels(size: int) -> bytes:
    """Return the rows of a picture, two pixels a byte, compressed."""
    shield, tick = _covered([_shield()], size), _covered(_tick(), size)
    rows = bytearray()
    for outer, inner in zip(shield, tick, strict=True):
        steps = [round(STEPS * max(0.0, one - two)) for one, two in zip(outer, inner, strict=True)]
        rows.append(0)
        rows += bytes(left << 4 | right for left, right in zip(steps[::2], steps[1::2], strict=True))
    return zlib.compress(bytes(rows), 9)


def _shield() -> list[Point]:
    sides = [_on_curve(curve, step / 24) for curve in _SIDES for step in range(25)]
    return [(12, 2), (4, 5), *sides, (20, 5)]


def _on_curve(curve: Curve, at: float) -> Point:
    weights = ((1 - at) ** 3, 3 * at * (1 - at) ** 2, 3 * at**2 * (1 - at), at**3)
    x, y = (
        sum(weight * point[axis] for weight, point in zip(weights, curve, strict=True)) for axis in (0, 1)
    )
    return x, y


def _tick() -> list[list[Point]]:
    """Return the stroke of the tick as shapes that all turn the same way, so that they may overlap."""
    dots = [
        [
            (x + _HALF_STROKE * math.cos(turn), y + _HALF_STROKE * math.sin(turn))
            for turn in (math.tau * step / 32 for step in range(32))
        ]
        for x, y in _TICK
    ]
    return dots + [_bar(*ends) for ends in pairwise(_TICK)]


def _bar(start: Point, end: Point) -> list[Point]:
    length = math.dist(start, end) / _HALF_STROKE
    across, down = (end[0] - start[0]) / length, (end[1] - start[1]) / length
    return [
        (start[0] + down, start[1] - across),
        (end[0] + down, end[1] - across),
        (end[0] - down, end[1] + across),
        (start[0] - down, start[1] + across),
    ]


def _covered(shapes: Sequence[Sequence[Point]], size: int) -> list[list[float]]:
    """Return how much of each pixel the shapes cover, 0 to 1."""
    scale, shift = size * _SAFE / _BOX, size * (1 - _SAFE) / 2
    placed = [[(x * scale + shift, y * scale + shift) for x, y in shape] for shape in shapes]
    edges = [pair for shape in placed for pair in zip(shape, [*shape[1:], shape[0]], strict=True)]
    rows = [[0.0] * size for _ in range(size)]
    for line in range(size * _FINE):
        for start, end in _spans(edges, (line + 0.5) / _FINE):
            _fill(rows[line // _FINE], start, end)
    return rows


def _spans(edges: Sequence[tuple[Point, Point]], y: float) -> list[tuple[float, float]]:
    """Return where a line is inside: between where the turns add up to something and where they do not."""
    met = sorted(
        (x1 + (y - y1) * (x2 - x1) / (y2 - y1), 1 if y2 > y1 else -1)
        for (x1, y1), (x2, y2) in edges
        if min(y1, y2) <= y < max(y1, y2)
    )
    spans, turns, start = [], 0, 0.0
    for x, turn in met:
        if turns == 0:
            start = x
        turns += turn
        if turns == 0:
            spans.append((start, x))
    return spans


def _fill(row: list[float], start: float, end: float) -> None:
    first, last = int(start), int(end)
    for x in range(first, last + 1):
        row[x] += (min(end, x + 1) - max(start, x)) / _FINE
