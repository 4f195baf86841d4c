"""What partners list, in DynamoDB: batch reads and batch writes. The only writer of listing rows."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeVar

from antifraud.errors import StoreBusyError
from antifraud.keys import ClueKey
from antifraud.ports import ListedClue
from antifraud.storage import rows
from antifraud.storage.dynamo import Dynamo
from antifraud.storage.known_table import KEYS_OF_A_READ, batch_get, read_listings
from antifraud.verdicts import Listing

if TYPE_CHECKING:
    from concurrent.futures import Executor

_ROWS_OF_A_WRITE = 25
_ATTEMPTS = 8
_Piece = list[dict[str, Any]]
_Done = TypeVar("_Done")


@dataclass(frozen=True, slots=True)
class ListingTable:
    """Keeps listings in the one table; `pause(attempt)` waits before asking a busy table again.

    With `calls` several batches are on their way at once: an import mostly waits for the database.
    """

    client: Dynamo
    table: str
    pause: Callable[[int], None]
    calls: "Executor | None" = None

    def read_listings(self, keys: Sequence[ClueKey]) -> Mapping[ClueKey, Mapping[str, Listing]]:
        """Return what each source says of each clue; a clue without listings is absent."""
        asked = [rows.clue_row_key(clue, rows.LISTINGS) for clue in keys]
        found = chain.from_iterable(self._each(self._read, _pieces(asked, KEYS_OF_A_READ)))
        return {rows.read_clue_key(row): read_listings(row) for row in found}

    def write_listings(self, listed: Iterable[tuple[ListedClue, Mapping[str, Listing]]]) -> None:
        """Replace all listings of each clue; raises StoreError when one could not be written.

        No batch is still on its way then: it would undo what is written next.
        """
        requests = [put_request(one, mine) for one, mine in listed]
        self._each(self._write, _pieces(requests, _ROWS_OF_A_WRITE))

    def _each(self, work: Callable[[_Piece], _Done], pieces: Iterable[_Piece]) -> list[_Done]:
        """Do the work for each piece; all of it has ended when this returns or raises."""
        if self.calls is None:
            return [work(piece) for piece in pieces]
        begun = [self.calls.submit(work, piece) for piece in pieces]
        for one in begun:
            one.exception()  # waits for it
        return [one.result() for one in begun]

    def _read(self, keys: _Piece) -> list[rows.Row]:
        return list(batch_get(self.client, self.table, keys, self.pause))

    def _write(self, batch: _Piece) -> None:
        for attempt in range(_ATTEMPTS):
            answer = self.client.batch_write_item(RequestItems={self.table: batch})
            batch = list(answer["UnprocessedItems"].get(self.table, []))
            if not batch:
                return
            self.pause(attempt)
        raise StoreBusyError("listings left unwritten")


def _pieces(items: _Piece, size: int) -> Iterator[_Piece]:
    return (items[start : start + size] for start in range(0, len(items), size))


def put_request(one: ListedClue, listings: Mapping[str, Listing]) -> dict[str, Any]:
    """Return the write that replaces all listings of a clue, as BatchWriteItem takes it."""
    return {
        "PutRequest": {
            "Item": {
                **rows.clue_row_key(one.clue, rows.LISTINGS),
                "d": rows.text(one.display),
                "s": {"M": {source: {"M": _listing(listing)} for source, listing in listings.items()}},
            }
        }
    }


def _listing(listing: Listing) -> dict[str, rows.Value]:
    written = {"v": rows.text(listing.level)}
    if listing.category:
        written["g"] = rows.text(listing.category)
    if listing.first_seen:
        written["b"] = rows.text(listing.first_seen.isoformat())
    if listing.last_seen:
        written["l"] = rows.text(listing.last_seen.isoformat())
    return written
