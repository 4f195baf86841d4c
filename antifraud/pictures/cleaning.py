"""Which of the known kinds a file is, by its content, and its cleaning. Names say nothing."""

from dataclasses import dataclass

from antifraud.errors import EvidenceFileError
from antifraud.evidence_files import JPEG, LARGEST, PDF, PNG, TOO_BIG, TYPE_NOT_ALLOWED, WEBP
from antifraud.pictures import jpeg, pdf, png, webp
from antifraud.pictures.bounds import broken

_OTHERS = (
    *(b"gif8", b"bm", b"ii*\0", b"mm\0*", b"pk\x03\x04", b"\xd0\xcf\x11\xe0"),
    *(b"<svg", b"<?xml", b"<!doctype", b"<html"),
)
"""How what people do send begins, in small letters: GIF, BMP, TIFF, archives, office files, web pages."""

_MOVIE = slice(4, 8)
"""Where HEIC photos and films say `ftyp`."""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A file as it may be kept: what it is, and nothing in it but what shows."""

    kind: str
    content: bytes


def clean(raw: bytes) -> Cleaned:
    """Return a file rid of its notes; raises EvidenceFileError saying why it is not taken.

    Cleaning what was cleaned changes nothing.
    """
    if len(raw) > LARGEST:
        raise EvidenceFileError(TOO_BIG)
    if raw.startswith(jpeg.START):
        return Cleaned(JPEG, jpeg.clean_jpeg(raw))
    if raw.startswith(png.START):
        return Cleaned(PNG, png.clean_png(raw))
    if webp.is_webp(raw):
        return Cleaned(WEBP, webp.clean_webp(raw))
    if raw.startswith(pdf.START):
        return Cleaned(PDF, pdf.clean_pdf(raw))
    if raw[_MOVIE] == b"ftyp" or raw.lstrip()[:16].lower().startswith(_OTHERS):
        raise EvidenceFileError(TYPE_NOT_ALLOWED)
    raise broken()
