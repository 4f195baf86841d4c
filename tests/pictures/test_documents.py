"""Documents from strangers: a page stays as it looks, acts and notes go, the rest is refused."""

import io

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject, NumberObject

from antifraud.evidence_files import CANNOT_BE_CLEANED, PDF, TOO_BIG
from antifraud.pictures import clean
from tests.pictures.looking import FILES, pixels, refusal
from tests.pictures.samples import receipt_pdf, saved_pdf


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
