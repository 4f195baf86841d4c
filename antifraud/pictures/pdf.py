"""PDF: every page built anew from what draws it; nothing that acts, is attached or tells of its author stays.

Source: ISO 32000-2. The reading is pypdf's, with bounds on unpacking; what cannot be read or is encrypted
is refused. Fonts and the text that shows stay as they are, pictures inside are cleaned like single ones.
"""

import io
import logging
from collections.abc import Iterator

from pypdf import PdfReader, apply_configuration
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NullObject,
    PdfObject,
    StreamObject,
)

from antifraud.errors import EvidenceFileError
from antifraud.evidence_files import CANNOT_BE_CLEANED, LARGEST, TOO_BIG
from antifraud.pictures.bounds import check_size
from antifraud.pictures.jpeg import clean_jpeg

START = b"%PDF-"
_HEAD = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_MOST_PAGES = 100
_MOST_OBJECTS = 20_000
_MOST_BYTES = 4 * LARGEST
_DEEPEST = 50
_UNPACKED = 32 * 1024 * 1024

_PAGE = ("/MediaBox", "/CropBox", "/Rotate", "/UserUnit", "/Group", "/Resources", "/Contents")
_NOTES = frozenset(
    {
        *("/Metadata", "/PieceInfo", "/LastModified", "/AF", "/EF", "/AA", "/JS", "/OC", "/OPI"),
        *("/StructParent", "/StructParents", "/Properties"),
    }
)
"""Keys that are left out of everything that draws."""

_STREAM_NOTES = frozenset({"/Length", "/Alternates", "/Ref", "/ID", "/Name", "/Measure", "/PtData"})
_NOT_DRAWN = frozenset(
    {
        *("/Action", "/Annot", "/Catalog", "/EmbeddedFile", "/F", "/Filespec", "/Metadata", "/OCG"),
        *("/OCMD", "/Page", "/Pages", "/Sig", "/StructElem", "/StructTreeRoot"),
    }
)
_ACTIONS = frozenset(
    {
        *("/GoTo", "/GoTo3DView", "/GoToE", "/GoToR", "/Hide", "/ImportData", "/JavaScript", "/Launch"),
        *("/Movie", "/Named", "/Rendition", "/ResetForm", "/RichMediaExecute", "/SetOCGState", "/Sound"),
        *("/SubmitForm", "/Thread", "/Trans", "/URI"),
    }
)
_SHOWN_NOTES = frozenset(
    {
        *("/Circle", "/FreeText", "/Highlight", "/Ink", "/Line", "/Polygon", "/PolyLine", "/Square"),
        *("/Stamp", "/StrikeOut", "/Underline", "/Widget"),
    }
)
"""Annotations whose look is kept, as a stamp that does nothing: the seal on a bank's receipt is one."""

# Its warnings quote the file.
logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)


def clean_pdf(raw: bytes) -> bytes:
    """Return a document with the same pages and nothing else; raises EvidenceFileError."""
    bounds = {
        f"{name}_maximum_output_length": _UNPACKED
        for name in ("array_based_stream", "jbig2", "lzw", "run_length", "zlib")
    }
    try:
        with apply_configuration(None, **bounds, maximum_declared_stream_length=LARGEST):
            return _Copy(PdfReader(io.BytesIO(raw))).written()
    except EvidenceFileError as error:
        raise EvidenceFileError(TOO_BIG if error.why == TOO_BIG else CANNOT_BE_CLEANED) from None
    except Exception:  # noqa: BLE001 - a reader of strangers' files may fail in any way
        raise EvidenceFileError(CANNOT_BE_CLEANED) from None


def _refuse() -> EvidenceFileError:
    return EvidenceFileError(CANNOT_BE_CLEANED)


class _Copy:
    """A document being copied object by object, in the order in which the pages name them."""

    def __init__(self, reader: PdfReader) -> None:
        if reader.is_encrypted:
            raise _refuse()
        self.pages = [reader.pages[number] for number in range(min(len(reader.pages), _MOST_PAGES + 1))]
        if not 1 <= len(self.pages) <= _MOST_PAGES:
            raise _refuse()
        self.numbers: dict[tuple[int, int], int] = {}
        self.waiting: list[IndirectObject] = []

    def written(self) -> bytes:
        """Return the whole file."""
        bodies, size = [], 0
        for body in self._bodies():
            bodies.append(body)
            size += len(body)
            if size > _MOST_BYTES or len(bodies) > _MOST_OBJECTS:
                raise _refuse()
        return _file(bodies)

    def _bodies(self) -> Iterator[bytes]:
        count = len(self.pages)
        kids = b" ".join(b"%d 0 R" % (3 + number) for number in range(count))
        yield b"<</Type /Catalog /Pages 2 0 R>>"
        yield b"<</Type /Pages /Count %d /Kids [%s]>>" % (count, kids)
        for page in self.pages:
            yield self._page(page)
        position = 0
        while position < len(self.waiting):
            yield self._body(self.waiting[position].get_object())
            position += 1

    def _page(self, page: DictionaryObject) -> bytes:
        kept = b"".join(self._entry(name, page.raw_get(name), 1) for name in _PAGE if name in page)
        notes = b" ".join(self._shown_notes(page))
        return b"<</Type /Page /Parent 2 0 R%s%s>>" % (kept, b" /Annots [%s]" % notes if notes else b"")

    def _shown_notes(self, page: DictionaryObject) -> Iterator[bytes]:
        """Yield the look of each annotation that has one."""
        listed = page.get("/Annots", ArrayObject()).get_object()
        for one in listed if isinstance(listed, ArrayObject) else ():
            note = one.get_object()
            look = _look(note) if isinstance(note, DictionaryObject) else None
            if look is not None:
                shown = (int(note.get("/F", 4)), self._value(note["/Rect"], 1), self._value(look, 1))
                yield b"<</Type /Annot /Subtype /Stamp /F %d /Rect %s /AP <</N %s>>>>" % shown

    def _body(self, value: PdfObject | None) -> bytes:
        """Return what an object number stands for."""
        if not isinstance(value, StreamObject):
            return self._value(value, 0)
        if _is_not_drawn(value) or value.get("/Subtype") in {"/XML", "/PS"}:
            return b"null"
        if "/F" in value:
            raise _refuse()  # its data are in another file
        if _named(value, "/Subtype") == "/Image":
            check_size(int(value["/Width"]), int(value["/Height"]))  # type: ignore[call-overload]
        data = _cleaned_data(value)
        entries = b"".join(
            self._entry(name, value.raw_get(name), 1) for name in value if name not in _NOTES | _STREAM_NOTES
        )
        return b"<<%s /Length %d>>\nstream\n%s\nendstream" % (entries, len(data), data)

    def _entry(self, name: str, value: PdfObject, depth: int) -> bytes:
        return b" %s %s" % (_plain(NameObject(name)), self._value(value, depth))

    def _value(self, value: PdfObject | None, depth: int) -> bytes:
        """Return a value as the file holds it."""
        if depth > _DEEPEST or isinstance(value, StreamObject):
            raise _refuse()
        if isinstance(value, IndirectObject):
            return b"%d 0 R" % self._number(value)
        if isinstance(value, ArrayObject):
            return b"[%s]" % b" ".join(self._value(one, depth + 1) for one in list.__iter__(value))
        if isinstance(value, DictionaryObject):
            if _is_not_drawn(value):
                return b"null"
            kept = (name for name in value if name not in _NOTES)
            return b"<<%s>>" % b"".join(self._entry(name, value.raw_get(name), depth + 1) for name in kept)
        return _plain(value if value is not None else NullObject())

    def _number(self, reference: IndirectObject) -> int:
        key = (reference.idnum, reference.generation)
        if key not in self.numbers:
            self.numbers[key] = 3 + len(self.pages) + len(self.waiting)
            self.waiting.append(reference)
        return self.numbers[key]


def _look(note: DictionaryObject) -> PdfObject | None:
    """Return what draws an annotation in the state it is in, None for one that is not drawn."""
    if _named(note, "/Subtype") not in _SHOWN_NOTES or "/Rect" not in note:
        return None
    looks = _resolved(note, "/AP")
    look = looks.raw_get("/N") if isinstance(looks, DictionaryObject) and "/N" in looks else None
    states = look.get_object() if look is not None else None
    if isinstance(states, DictionaryObject) and not isinstance(states, StreamObject):
        state = _named(note, "/AS")
        look = states.raw_get(state) if state in states else None
    return look if isinstance(look, IndirectObject) else None


def _resolved(values: DictionaryObject, key: str) -> PdfObject | None:
    found = values.get(key)
    return found.get_object() if found is not None else None


def _named(values: DictionaryObject, key: str) -> str:
    """Return the name under a key, empty for none."""
    found = _resolved(values, key)
    return str(found) if isinstance(found, NameObject) else ""


def _is_not_drawn(values: DictionaryObject) -> bool:
    return _named(values, "/Type") in _NOT_DRAWN or _named(values, "/S") in _ACTIONS


def _cleaned_data(stream: StreamObject) -> bytes:
    """Return the packed data of a stream; those of a photo without the notes of its camera."""
    given = _resolved(stream, "/Filter")
    filters = given if isinstance(given, ArrayObject) else [given or NullObject()]
    names = [str(one.get_object()) for one in filters]
    data: bytes = stream._data  # noqa: SLF001 - pypdf has no public way to data as they are packed
    if "/JPXDecode" in names or "/Crypt" in names:
        raise _refuse()
    if not {"/DCTDecode", "/DCT"} & set(names):
        return data
    if len(names) > 1:
        raise _refuse()
    return clean_jpeg(data)


def _plain(value: PdfObject) -> bytes:
    out = io.BytesIO()
    value.write_to_stream(out)
    return out.getvalue()


def _file(bodies: list[bytes]) -> bytes:
    """Return the numbered objects as a file with its table of places."""
    out, places = bytearray(_HEAD), []
    for number, body in enumerate(bodies, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<</Size %d /Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(bodies) + 1, start)
    return bytes(out)
