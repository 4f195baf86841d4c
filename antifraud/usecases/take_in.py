"""Take in what was uploaded: check and clean it, keep it or say why not; and forget what is to be forgotten.

The same name may be told any number of times, at once or later: what was done is not done again.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from antifraud.errors import EvidenceFileError
from antifraud.evidence_files import KEPT, LARGEST, REFUSED, WAITING, Slot, kept_name, parse_name, raw_name
from antifraud.file_ports import FileStore, SlotKeeper
from antifraud.pictures import Cleaned, clean


@dataclass(frozen=True, slots=True)
class Shelf:
    """The places for files and the files."""

    slots: SlotKeeper
    store: FileStore


def take_in(name: str, shelf: Shelf) -> str:
    """Deal with what arrived under `name`; return what became of it, for the log. Raises StoreError."""
    arrival = parse_name(name)
    if arrival is None:
        outcome = "unknown"
    elif arrival.number is None:
        outcome = _forget(arrival.folder, shelf)
    else:
        slots = shelf.slots.read(arrival.folder)
        slot = next((one for one in slots if (one.number, one.id) == (arrival.number, arrival.id)), None)
        outcome = _look_at(arrival.folder, slot, shelf) if slot and slot.state == WAITING else "not_awaited"
    shelf.store.delete(name)
    return outcome


def _look_at(folder: str, slot: Slot, shelf: Shelf) -> str:
    raw = shelf.store.read(raw_name(folder, slot), LARGEST)
    if raw is None:
        return "gone"
    settled, cleaned = _judged(slot, raw)
    if cleaned:
        shelf.store.write(kept_name(folder, slot), cleaned.content, cleaned.kind)
    if not shelf.slots.settle(folder, settled) and not _is_kept(slot, shelf.slots.read(folder)):
        shelf.store.delete(kept_name(folder, slot))
        return "not_awaited"
    return settled.why or settled.state


def _judged(slot: Slot, raw: bytes) -> tuple[Slot, Cleaned | None]:
    try:
        cleaned = clean(raw)
    except EvidenceFileError as error:
        return replace(slot, state=REFUSED, why=error.why), None
    return replace(slot, state=KEPT, kind=cleaned.kind, size=len(cleaned.content)), cleaned


def _is_kept(slot: Slot, slots: Iterable[Slot]) -> bool:
    """Tell whether the same upload was taken in by somebody else meanwhile."""
    return any((one.id, one.state) == (slot.id, KEPT) for one in slots)


def _forget(folder: str, shelf: Shelf) -> str:
    for slot in shelf.slots.read(folder):
        shelf.store.delete(kept_name(folder, slot))
        shelf.store.delete(raw_name(folder, slot))
    shelf.slots.forget(folder)
    return "forgotten"
