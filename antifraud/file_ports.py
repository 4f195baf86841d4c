"""What keeping evidence files needs of the outside, as Protocols. Joined at the entry points only."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from antifraud.evidence_files import Slot


@dataclass(frozen=True, slots=True)
class Upload:
    """A form that a browser may post once: to `url`, with `fields` and behind them the file."""

    url: str
    fields: Mapping[str, str]
    expires: datetime


class FileStore(Protocol):
    """Keeps evidence files by name; whoever has a name cannot read by it."""

    def offer(self, name: str, kind: str, now: datetime) -> Upload:
        """Return the form that lets one file of that kind arrive under `name`."""

    def read(self, name: str, most: int) -> bytes | None:
        """Return at most one byte more than `most`; None if nothing is there. Raises StoreError."""

    def write(self, name: str, content: bytes, kind: str) -> None:
        """Store a file. Raises StoreError."""

    def delete(self, name: str) -> None:
        """Remove a file, if it is there. Raises StoreError."""


class SlotKeeper(Protocol):
    """Keeps what became of each place for a file."""

    def read(self, folder: str) -> Sequence[Slot]:
        """Return the places of one report by number."""

    def open(self, folder: str, slot: Slot, before: Slot | None) -> bool:
        """Put `slot` in place of `before`; tells whether that still stood there."""

    def settle(self, folder: str, slot: Slot) -> bool:
        """Write what became of an upload; tells whether it was still waited for."""

    def forget(self, folder: str) -> None:
        """Remove all places of one report."""
