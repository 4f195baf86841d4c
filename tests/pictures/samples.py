"""Real files as phones and banks make them, full of what must not be kept."""

import io
import random

from PIL import Image, ImageCms
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)

SECRETS = (
    *(b"SECRETPHONE", b"AUTHORNAME", b"2026:11:01", b"COMMENTTEXT", b"XMPSECRET", b"HIDDENTRAILER"),
    *(b"lcms", b"ANNOTAUTHOR", b"JSCODE", b"EMBEDDEDDATA"),
)
"""Marks that the samples carry as owner, author, day, note, profile name, script and attachment."""

PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><a>XMPSECRET</a></x:xmpmeta>'


def exif(turned: int = 6) -> Image.Exif:
    """Return EXIF with a place, an owner, a day and the way up."""
    notes = Image.Exif()
    notes[0x0112] = turned
    notes[0x010F] = "SECRETPHONE"
    notes[0x013B] = "AUTHORNAME"
    place = notes.get_ifd(0x8825)
    place[1], place[2], place[29] = "N", (30.0, 15.0, 1.5), "2026:11:01"
    return notes


def picture(mode: str = "RGB", size: tuple[int, int] = (60, 40)) -> Image.Image:
    """Return a picture of noise."""
    noise = random.Random(1).randbytes(size[0] * size[1] * 3)
    return Image.frombytes("RGB", size, noise).convert(mode)


def saved(image: Image.Image, kind: str, **options) -> bytes:
    """Return the picture as a file."""
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def samples() -> dict[str, bytes]:
    """Return a file of each sort by its name."""
    full = {"exif": exif(), "icc_profile": PROFILE}
    rgb, clear = picture(), picture("RGBA")
    clear.putalpha(Image.linear_gradient("L").resize(clear.size))
    return {
        "photo.jpg": saved(rgb, "JPEG", comment=b"COMMENTTEXT", xmp=XMP, **full) + b"HIDDENTRAILER",
        "progressive.jpg": saved(rgb, "JPEG", progressive=True, exif=exif(8)),
        "grey.jpg": saved(picture("L"), "JPEG"),
        "print.jpg": saved(picture("CMYK"), "JPEG"),
        "restarts.jpg": saved(rgb, "JPEG", restart_marker_blocks=2),
        "screenshot.png": saved(rgb, "PNG", **full) + b"HIDDENTRAILER",
        "palette.png": saved(picture("P"), "PNG", transparency=3),
        "clear.png": saved(clear, "PNG"),
        "bits.png": saved(picture("1"), "PNG"),
        "deep.png": saved(Image.new("I;16", (33, 7), 500), "PNG"),
        "photo.webp": saved(rgb, "WEBP", xmp=XMP, **full) + b"HIDDENTRAILER",
        "lossless.webp": saved(clear, "WEBP", lossless=True, exif=exif(3)),
        "clear.webp": saved(clear, "WEBP"),
        "plain.webp": saved(rgb, "WEBP"),
        "receipt.pdf": receipt_pdf(),
    }


def receipt_pdf(seal: str = "Stamp") -> bytes:
    """Return a page with a photo, a text and a seal, and with all that must not be kept."""
    writer = PdfWriter()
    page = writer.add_blank_page(200, 200)
    photo = StreamObject()
    photo.set_data(saved(picture(), "JPEG", exif=exif()))
    photo.update(_named(Type="XObject", Subtype="Image", ColorSpace="DeviceRGB", Filter="DCTDecode"))
    photo.update({NameObject("/Width"): NumberObject(60), NameObject("/Height"): NumberObject(40)})
    photo[NameObject("/BitsPerComponent")] = NumberObject(8)
    font = _named(Type="Font", Subtype="Type1", BaseFont="Helvetica")
    page[NameObject("/Resources")] = DictionaryObject(
        {
            NameObject("/XObject"): DictionaryObject({NameObject("/A"): writer._add_object(photo)}),
            NameObject("/Font"): DictionaryObject({NameObject("/F"): writer._add_object(font)}),
        }
    )
    drawn = DecodedStreamObject()
    drawn.set_data(b"q 120 0 0 80 10 10 cm /A Do Q BT /F 20 Tf 20 150 Td (Paid 5000) Tj ET")
    page[NameObject("/Contents")] = writer._add_object(drawn.flate_encode())
    page[NameObject("/Annots")] = ArrayObject([writer._add_object(_seal(writer, seal))])
    writer.add_metadata({"/Author": "AUTHORNAME", "/Producer": "SECRETPHONE"})
    writer.xmp_metadata = XMP
    writer.add_attachment("paid.exe", b"EMBEDDEDDATA")
    writer.root_object[NameObject("/OpenAction")] = _script("JSCODE")
    return saved_pdf(writer)


def saved_pdf(writer: PdfWriter) -> bytes:
    """Return the document as a file."""
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _seal(writer: PdfWriter, kind: str) -> DictionaryObject:
    look = DecodedStreamObject()
    look.set_data(b"1 0 0 rg 0 0 40 40 re f")
    look.update(_named(Type="XObject", Subtype="Form"))
    look[NameObject("/BBox")] = _numbers(0, 0, 40, 40)
    seal = _named(Type="Annot", Subtype=kind)
    seal[NameObject("/T")] = TextStringObject("ANNOTAUTHOR")
    seal[NameObject("/F")] = NumberObject(4)
    seal[NameObject("/Rect")] = _numbers(150, 150, 190, 190)
    seal[NameObject("/AP")] = DictionaryObject({NameObject("/N"): writer._add_object(look)})
    seal[NameObject("/A")] = _script("JSCODE")
    return seal


def _script(code: str) -> DictionaryObject:
    action = _named(S="JavaScript")
    action[NameObject("/JS")] = TextStringObject(code)
    return action


def _numbers(*numbers: int) -> ArrayObject:
    return ArrayObject(NumberObject(one) for one in numbers)


def _named(**names: str) -> DictionaryObject:
    return DictionaryObject({NameObject(f"/{key}"): NameObject(f"/{name}") for key, name in names.items()})
