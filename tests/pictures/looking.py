"""What tests of files from strangers share: a file of each sort, what a viewer shows, why one is refused."""

import io

import pypdfium2
import pytest
from PIL import Image

from antifraud.errors import EvidenceFileError
from antifraud.evidence_files import REASONS
from antifraud.pictures import clean
from tests.pictures.samples import samples

FILES = samples()
PAGE = b"<!DOCTYPE html><html><script>alert(1)</script></html>"


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
