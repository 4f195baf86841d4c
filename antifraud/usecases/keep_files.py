"""Places for files, for the holder of a receipt: open, tell what became of them, forget. Opens no file."""

import base64
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from antifraud.errors import (
    RefusedError,
    StoreBusyError,
    StoreUnavailableError,
    TooManyFilesError,
    UnknownReceiptError,
)
from antifraud.evidence_files import MOST, WAITING, Slot, forget_name, raw_name
from antifraud.file_ports import FileStore, SlotKeeper, Upload
from antifraud.ports import ReportKeeper
from antifraud.reports import WITHDRAWN, ReportKey, parse_receipt

_TRIES = 4
"""Two pages of one person may ask at the same moment; four times is more than there are places."""


@dataclass(frozen=True, slots=True)
class Files:
    """Where files go, if there is a store; `new_id` returns letters and digits that nobody can guess."""

    slots: SlotKeeper
    store: FileStore | None
    new_id: Callable[[], str]

    @property
    def place(self) -> FileStore:
        """The store; raises StoreUnavailableError where this deployment has none."""
        if self.store is None:
            raise StoreUnavailableError("no bucket for files is set")
        return self.store


@dataclass(frozen=True, slots=True)
class Place:
    """A place that was opened, and the form that fills it."""

    slot: Slot
    upload: Upload


def folder_of(key: ReportKey) -> str:
    """Return what the files of a report are filed under: 80 bits from which nobody can tell the receipt.

    It takes no key of the deployment, so that files are found whatever keys are rotated.
    """
    return base64.b32encode(hashlib.sha256(f"files {key.receipt}".encode()).digest()[:10]).decode()


def open_place(receipt: str, kind: str, reports: ReportKeeper, files: Files, now: datetime) -> Place:
    """Open a place for one file of that kind; one that stayed empty or whose file was refused, again.

    Raises UnknownReceiptError, RefusedError for a report that was withdrawn, TooManyFilesError, StoreError.
    """
    key, store = parse_receipt(receipt), files.place
    report = reports.get(key)
    if report is None:
        raise UnknownReceiptError
    if report.state == WITHDRAWN:
        raise RefusedError
    folder = folder_of(key)
    slot = _opened(folder, files, now)
    return Place(slot, store.offer(raw_name(folder, slot), kind, now))


def list_files(key: ReportKey, files: Files) -> Sequence[Slot]:
    """Return the places of a report by number; `Slot.state_at` says what became of each."""
    return files.slots.read(folder_of(key))


def forget_files(key: ReportKey, files: Files) -> None:
    """Ask for every file of a report to be deleted, which whoever may delete does soon. Raises StoreError."""
    folder = folder_of(key)
    if files.slots.read(folder):
        files.place.write(forget_name(folder), b"", "text/plain")


def _opened(folder: str, files: Files, now: datetime) -> Slot:
    for _ in range(_TRIES):
        number, before = _free(files.slots.read(folder), now)
        slot = Slot(number, files.new_id(), WAITING, now)
        if files.slots.open(folder, slot, before):
            return slot
    raise StoreBusyError


def _free(slots: Sequence[Slot], now: datetime) -> tuple[int, Slot | None]:
    """Return the first place nobody used, else the first that stayed empty or whose file was refused."""
    used = {slot.number: slot for slot in slots}
    for number in range(1, MOST + 1):
        if number not in used:
            return number, None
    for slot in slots:
        if slot.is_free(now):
            return slot.number, slot
    raise TooManyFilesError
