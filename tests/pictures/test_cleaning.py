"""Files from strangers: every pixel stays, what tells of people goes."""

import io
import random
import struct

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image

from antifraud.errors import EvidenceFileError
from antifraud.evidence_files import JPEG, KINDS, PDF, PNG, WEBP
from antifraud.pictures import Cleaned, clean
from antifraud.pictures.orientation import read_orientation, write_orientation
from tests.pictures.looking import FILES, PAGE, pixels
from tests.pictures.samples import SECRETS, exif, picture, saved

ENDINGS = {"jpg": JPEG, "png": PNG, "webp": WEBP, "pdf": PDF}


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


@pytest.mark.parametrize("name", ["photo.jpg", "screenshot.png", "photo.webp"])
@pytest.mark.parametrize("other", [b"PK\x03\x04HIDDEN", PAGE, b"%PDF-1.4 HIDDEN"])
def test_a_second_file_behind_the_picture_is_cut_off(name, other):
    assert clean(FILES[name] + other) == clean(FILES[name])


def test_a_photo_with_its_thumbnail_and_second_picture_loses_both():
    small = saved(picture(size=(16, 16)), "JPEG", comment=b"THUMBSECRET")
    photo = saved(picture(), "JPEG", exif=exif())
    with_thumb = (
        photo[:2] + b"\xff\xe0" + struct.pack(">H", len(small) + 8) + b"JFXX\0\x10" + small + photo[2:]
    )
    content = clean(with_thumb + small).content
    assert b"THUMBSECRET" not in content
    assert pixels(content) == pixels(photo)


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
