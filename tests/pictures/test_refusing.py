"""Files from strangers: what is no picture of ours, claims too much or is damaged is refused."""

import struct
import zlib

import pytest

from antifraud.evidence_files import (
    CANNOT_BE_CLEANED,
    LARGEST,
    NOT_A_PICTURE,
    PNG,
    TOO_BIG,
    TYPE_NOT_ALLOWED,
)
from antifraud.pictures import clean
from tests.pictures.looking import FILES, PAGE, refusal
from tests.pictures.samples import picture, saved


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", NOT_A_PICTURE),
        (b"hello", NOT_A_PICTURE),
        (b"\x7fELF" + bytes(50), NOT_A_PICTURE),
        (PAGE, TYPE_NOT_ALLOWED),
        (b" \n" + PAGE, TYPE_NOT_ALLOWED),
        (b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', TYPE_NOT_ALLOWED),
        (b'<?xml version="1.0"?><svg/>', TYPE_NOT_ALLOWED),
        (saved(picture(), "GIF"), TYPE_NOT_ALLOWED),
        (saved(picture(), "BMP"), TYPE_NOT_ALLOWED),
        (saved(picture(), "TIFF"), TYPE_NOT_ALLOWED),
        (b"\0\0\0\x18ftypheic" + bytes(40), TYPE_NOT_ALLOWED),
        (b"PK\x03\x04" + bytes(40), TYPE_NOT_ALLOWED),
        (saved(picture(), "WEBP", save_all=True, append_images=[picture("L")]), TYPE_NOT_ALLOWED),
        (b"\x89PNG\r\n\x1a\n" + PAGE, NOT_A_PICTURE),
        (b"\xff\xd8\xff\xe0" + PAGE, NOT_A_PICTURE),
        (b"RIFF\x40\0\0\0WEBP" + bytes(56), NOT_A_PICTURE),
        (b"%PDF-1.7\n" + PAGE, CANNOT_BE_CLEANED),
        (FILES["photo.jpg"] + bytes(LARGEST), TOO_BIG),
    ],
)
def test_what_is_none_of_the_four_is_refused(content, why):
    assert refusal(content) == why


@pytest.mark.parametrize("name", FILES)
def test_what_breaks_off_is_refused(name):
    whole = clean(FILES[name]).content
    for cut in (4, 12, 30, len(whole) // 3, len(whole) // 2, len(whole) - 12):
        assert refusal(whole[:cut]) in {NOT_A_PICTURE, CANNOT_BE_CLEANED}


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png(width, height, rows, *, depth=8, colour=2, more=b"") -> bytes:
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + more + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def test_a_small_file_that_claims_a_huge_picture_is_refused_by_its_header():
    assert refusal(png(100_000, 100_000, zlib.compress(bytes(1000)))) == TOO_BIG
    huge = bytearray(saved(picture(), "JPEG"))
    frame = huge.index(b"\xff\xc0")
    huge[frame + 5 : frame + 9] = b"\xff\xff\xff\xff"
    assert refusal(bytes(huge)) == TOO_BIG
    assert refusal(b"RIFF\x16\0\0\0WEBPVP8L\x05\0\0\0\x2f\xff\xff\xff\x0f\0" + bytes(4)) == TOO_BIG


def test_rows_must_be_as_many_as_the_header_says():
    rows = bytes(10 * (1 + 30))
    assert clean(png(10, 10, zlib.compress(rows))).kind == PNG
    assert refusal(png(10, 10, zlib.compress(rows[:-1]))) == NOT_A_PICTURE
    assert refusal(png(10, 10, zlib.compress(rows + b"x"))) == NOT_A_PICTURE
    assert refusal(png(10, 10, zlib.compress(bytes(50_000_000)))) == NOT_A_PICTURE
    assert b"HIDDEN" not in clean(png(10, 10, zlib.compress(rows) + b"HIDDEN")).content


def test_a_chunk_that_draws_in_a_way_we_do_not_know_is_refused_and_a_note_is_left_out():
    rows = zlib.compress(bytes(10 * (1 + 30)))
    assert refusal(png(10, 10, rows, more=chunk(b"CgBI", b"0000"))) == CANNOT_BE_CLEANED
    notes = b"".join(chunk(name, b"HIDDEN\0text") for name in (b"tEXt", b"zTXt", b"iTXt", b"prVt", b"gAMA"))
    assert clean(png(10, 10, rows, more=notes)) == clean(png(10, 10, rows))
    damaged = bytearray(png(10, 10, rows))
    damaged[-1] ^= 1
    assert refusal(bytes(damaged)) == NOT_A_PICTURE


def test_a_photo_of_very_many_scans_is_refused():
    photo = saved(picture(), "JPEG")
    scan = photo[photo.index(b"\xff\xda") : -2]
    assert refusal(photo[:-2] + scan * 200 + photo[-2:]) == CANNOT_BE_CLEANED
