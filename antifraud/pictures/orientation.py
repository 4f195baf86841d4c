"""Which way up a picture is: the one thing of EXIF that is kept, written anew without anything else.

Source: TIFF 6.0 and EXIF 2.32, tag 0x0112. Without it a photo taken upright would lie on its side.
"""

import struct

UPRIGHT = 1
_TAG = 0x0112
_SHORT = 3
_ENTRY = 12
_ORDERS = {b"II*\0": "<", b"MM\0*": ">"}


def read_orientation(tiff: bytes) -> int:
    """Return 1 to 8; 1 for everything that cannot be read."""
    order = _ORDERS.get(tiff[:4])
    if order is None or len(tiff) < 10:
        return UPRIGHT
    (start,) = struct.unpack_from(f"{order}I", tiff, 4)
    if start + 2 > len(tiff):
        return UPRIGHT
    (count,) = struct.unpack_from(f"{order}H", tiff, start)
    for position in range(start + 2, min(start + 2 + count * _ENTRY, len(tiff) - _ENTRY + 1), _ENTRY):
        tag, kind, _, value = struct.unpack_from(f"{order}HHIH", tiff, position)
        if tag == _TAG:
            return value if kind == _SHORT and UPRIGHT <= value <= 8 else UPRIGHT
    return UPRIGHT


def write_orientation(value: int) -> bytes:
    """Return a TIFF header that says this and nothing more; empty for upright."""
    if value == UPRIGHT:
        return b""
    return b"MM\0*" + struct.pack(">IHHHIHHI", 8, 1, _TAG, _SHORT, 1, value, 0, 0)
