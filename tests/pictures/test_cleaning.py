"""Files from strangers: every pixel stays, what tells of people goes, everything else is refused."""

import io
import random
import struct
import zlib

import pypdfium2
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject, NumberObject

from antifraud.errors import EvidenceFileError
from antifraud.evidence_files import (
    CANNOT_BE_CLEANED,
    JPEG,
    KINDS,
    LARGEST,
    NOT_A_PICTURE,
    PDF,
    PNG,
    REASONS,
    TOO_BIG,
    TYPE_NOT_ALLOWED,
    WEBP,
)
from antifraud.pictures import Cleaned, clean
from antifraud.pictures.orientation import read_orientation, write_orientation
from tests.pictures.samples import SECRETS, exif, picture, receipt_pdf, samples, saved, saved_pdf

FILES = samples()
ENDINGS = {"jpg": JPEG, "png": PNG, "webp": WEBP, "pdf": PDF}


def pixels(content: bytes) -> list[bytes]:
    """Return what a viewer shows of a file."""
    if content.startswith(b"%PDF"):
        return [page.render(scale=2).to_pil().tobytes() for page in pypdfium2.PdfDocument(content)]
    image = Image.open(io.BytesIO(content))
    image.load()
    return [image.convert("RGBA").tobytes()]


def refusal(content: bytes) -> str:
    with pytest.raises(EvidenceFileError) as refused:
        clean(content)
    assert refused.value.why in REASONS
    return refused.value.why


@pytest.mark.parametrize("name", FILES)
def test_every_pixel_stays(name):
    cleaned = clean(FILES[name])
    assert cleaned.kind == ENDINGS[name.rpartition(".")[2]]
    assert pixels(cleaned.content) == pixels(FILES[name])


@pytest.mark.parametrize("name", FILES)
def test_cleaning_again_changes_nothing(name):
    once = clean(FILES[name])
    assert clean(once.content) == once


@pytest.mark.parametrize("name", FILES)
def test_nothing_tells_of_place_owner_day_or_device(name):
    content = clean(FILES[name]).content
    assert [mark for mark in SECRETS if mark in content] == []
    if not name.endswith(".pdf"):
        image = Image.open(io.BytesIO(content))
        assert not image.getexif().get_ifd(0x8825)
        assert set(image.getexif()) <= {0x0112}
        assert not {"comment", "xmp", "XML:com.adobe.xmp", "mp", "Software"} & set(image.info)


def test_the_samples_do_carry_what_is_taken_away():
    whole = b"".join(FILES.values())
    assert [mark for mark in SECRETS if mark not in whole] == []


@pytest.mark.parametrize(
    ("name", "turned"),
    [("photo.jpg", 6), ("progressive.jpg", 8), ("screenshot.png", 6), ("lossless.webp", 3)],
)
def test_a_picture_stays_the_right_way_up(name, turned):
    assert Image.open(io.BytesIO(clean(FILES[name]).content)).getexif()[0x0112] == turned


@pytest.mark.parametrize("name", ["photo.jpg", "screenshot.png", "photo.webp"])
def test_the_colours_of_a_profile_stay(name):
    profile = Image.open(io.BytesIO(clean(FILES[name]).content)).info["icc_profile"]
    assert b"rXYZ" in profile
    assert not any(word in profile for word in (b"desc", b"cprt", b"Little CMS", b"lcms"))


@pytest.mark.parametrize(
    ("name", "turned"), [("photo.jpg", True), ("screenshot.png", None), ("grey.jpg", False)]
)
def test_a_browser_shows_it_the_right_way_up(chromium, tmp_path, name, turned):
    (tmp_path / name).write_bytes(clean(FILES[name]).content)
    page = chromium.new_page()
    page.goto((tmp_path / name).as_uri())
    shown = page.evaluate("[document.images[0].naturalWidth, document.images[0].naturalHeight]")
    page.close()
    assert sorted(shown) == [40, 60]
    assert turned is None or (shown == [40, 60]) is turned


@pytest.mark.parametrize("order", [b"II*\0", b"MM\0*"])
@pytest.mark.parametrize("turned", range(1, 9))
def test_the_way_up_is_read_in_both_byte_orders(order, turned):
    mark = "<" if order[:1] == b"I" else ">"
    tiff = order + struct.pack(f"{mark}IHHHIHH", 8, 1, 0x0112, 3, 1, turned, 0)
    assert read_orientation(tiff) == turned
    assert read_orientation(write_orientation(turned)) == turned


@pytest.mark.parametrize(
    "tiff",
    [
        b"",
        b"II*\0",
        b"II*\0\xff\xff\xff\xff\0\0",
        b"MM\0*\0\0\0\x08\xff\xff",
        b"MM\0*" + struct.pack(">IHHHIHH", 8, 1, 0x0112, 3, 1, 9, 0),
        b"MM\0*" + struct.pack(">IHHHIHH", 8, 1, 0x0112, 4, 1, 6, 0),
    ],
)
def test_an_odd_way_up_is_upright(tiff):
    assert read_orientation(tiff) == 1


PAGE = b"<!DOCTYPE html><html><script>alert(1)</script></html>"


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


@pytest.mark.parametrize("name", ["photo.jpg", "screenshot.png", "photo.webp"])
@pytest.mark.parametrize("other", [b"PK\x03\x04HIDDEN", PAGE, b"%PDF-1.4 HIDDEN"])
def test_a_second_file_behind_the_picture_is_cut_off(name, other):
    assert clean(FILES[name] + other) == clean(FILES[name])


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


def test_a_photo_with_its_thumbnail_and_second_picture_loses_both():
    small = saved(picture(size=(16, 16)), "JPEG", comment=b"THUMBSECRET")
    photo = saved(picture(), "JPEG", exif=exif())
    with_thumb = (
        photo[:2] + b"\xff\xe0" + struct.pack(">H", len(small) + 8) + b"JFXX\0\x10" + small + photo[2:]
    )
    content = clean(with_thumb + small).content
    assert b"THUMBSECRET" not in content
    assert pixels(content) == pixels(photo)


def test_a_photo_of_very_many_scans_is_refused():
    photo = saved(picture(), "JPEG")
    scan = photo[photo.index(b"\xff\xda") : -2]
    assert refusal(photo[:-2] + scan * 200 + photo[-2:]) == CANNOT_BE_CLEANED


def test_a_document_that_acts_loses_its_acts_and_keeps_its_seal():
    content = clean(FILES["receipt.pdf"]).content
    for word in (b"JavaScript", b"/JS", b"OpenAction", b"EmbeddedFile", b"Filespec", b"/Info", b"/Metadata"):
        assert word not in content
    (page,) = PdfReader(io.BytesIO(content), strict=True).pages
    assert "Paid 5000" in page.extract_text()
    assert page["/Annots"][0].get_object()["/Subtype"] == "/Stamp"


@pytest.mark.parametrize(("kind", "kept"), [("Stamp", True), ("Widget", True), ("FileAttachment", False)])
def test_the_look_of_a_seal_is_kept_whatever_field_it_was(kind, kept):
    content = clean(receipt_pdf(kind)).content
    assert (pixels(content) == pixels(FILES["receipt.pdf"])) is kept


@pytest.mark.parametrize("password", ["", "secret"])
def test_a_locked_document_is_refused(password):
    writer = PdfWriter(clone_from=io.BytesIO(FILES["receipt.pdf"]))
    writer.encrypt(password, "owner", algorithm="RC4-128")
    assert refusal(saved_pdf(writer)) == CANNOT_BE_CLEANED


def image_pdf(**names) -> bytes:
    """Return a document whose one picture is as described."""
    writer = PdfWriter()
    page = writer.add_blank_page(10, 10)
    stream = DecodedStreamObject()
    stream.set_data(b"x")
    given = {"Type": "/XObject", "Subtype": "/Image", "Width": 1, "Height": 1, **names}
    for key, value in given.items():
        stream[NameObject(f"/{key}")] = NumberObject(value) if isinstance(value, int) else NameObject(value)
    pictures = DictionaryObject({NameObject("/I"): writer._add_object(stream)})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): pictures})
    return saved_pdf(writer)


@pytest.mark.parametrize(
    ("names", "why"),
    [
        ({"Filter": "/JPXDecode"}, CANNOT_BE_CLEANED),
        ({"Filter": "/DCTDecode"}, CANNOT_BE_CLEANED),
        ({"F": "/elsewhere"}, CANNOT_BE_CLEANED),
        ({"Width": 100_000, "Height": 100_000}, TOO_BIG),
    ],
)
def test_a_document_with_a_picture_that_cannot_be_cleaned_is_refused(names, why):
    assert clean(image_pdf()).kind == PDF
    assert refusal(image_pdf(**names)) == why


def test_a_document_of_too_many_pages_is_refused():
    writer = PdfWriter()
    for _ in range(101):
        writer.add_blank_page(10, 10)
    assert refusal(saved_pdf(writer)) == CANNOT_BE_CLEANED


def test_a_document_that_a_browser_printed_stays_as_it_looks(chromium):
    page = chromium.new_page()
    page.set_content("<title>AUTHORNAME</title><h1>转账 5,000 元</h1><a href='https://x.example/'>链接</a>")
    printed = page.pdf()
    page.close()
    cleaned = clean(printed)
    assert pixels(cleaned.content) == pixels(printed)
    assert b"x.example" not in cleaned.content
    assert clean(cleaned.content) == cleaned


def cleaned_or_not(content: bytes) -> Cleaned | None:
    try:
        return clean(content)
    except EvidenceFileError:
        return None


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(sorted(FILES)), st.integers(0, 2**32), st.integers(1, 6))
@example("receipt.pdf", 0, 1)
def test_a_damaged_file_is_refused_or_clean(name, seed, count):
    chance, content = random.Random(seed), bytearray(FILES[name])
    for _ in range(count):
        content[chance.randrange(len(content))] = chance.randrange(256)
    cleaned = cleaned_or_not(bytes(content))
    if cleaned is None:
        return
    assert cleaned.kind in KINDS
    assert clean(cleaned.content) == cleaned
