"""Evidence files on the development server: a folder that takes the forms S3 would take. Never deployed."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from flask import Blueprint, Response, request

from antifraud.errors import StoreRefusedError
from antifraud.evidence_files import LARGEST
from antifraud.file_ports import SlotKeeper
from antifraud.storage.file_folder import FileFolder
from antifraud.usecases.take_in import Shelf, take_in

ADDRESS = "/_files"
_FORM = 64 * 1024
"""Bytes of a form beside its file."""


def open_folder(folder: Path, slots: SlotKeeper, origin: str) -> FileFolder:
    """Return the store in `folder`; what arrives is taken in at once, as the alliance's function does."""

    def arrived(name: str) -> None:
        take_in(name, Shelf(slots, store))

    store = FileFolder(folder, origin + ADDRESS, arrived=arrived)
    return store


def make_uploads(store: FileFolder, now: Callable[[], datetime]) -> Blueprint:
    """Return the route that a form is posted to; it answers as S3 does."""
    blueprint = Blueprint("uploads", __name__)

    @blueprint.post(ADDRESS)
    def upload() -> Response:
        request.max_content_length = LARGEST + _FORM
        sent = request.files.get("file")
        try:
            store.post(request.form, sent.read() if sent else b"", now())
        except StoreRefusedError as error:
            return _answer(400 if str(error).startswith("Entity") else 403, f"<Code>{error}</Code>")
        return _answer(204, "")

    return blueprint


def _answer(status: int, code: str) -> Response:
    body = f'<?xml version="1.0" encoding="UTF-8"?>\n<Error>{code}</Error>' if code else ""
    answer = Response(body, status, mimetype="application/xml")
    answer.headers["Access-Control-Allow-Origin"] = "*"
    return answer
