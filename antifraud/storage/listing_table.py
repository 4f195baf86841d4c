"""What partners list, in DynamoDB: batch reads and batch writes. The only writer of listing rows."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from antifraud.errors import StoreBusyError
from antifraud.keys import ClueKey
from antifraud.ports import ListedClue
from antifraud.storage import rows
from antifraud.storage.dynamo import Dynamo
from antifraud.storage.known_table import KEYS_OF_A_READ, batch_get, read_listings
from antifraud.verdicts import Listing

_ROWS_OF_A_WRITE = 25
_AT_ONCE = 4
"""Calls on their way together: an import mostly waits for the database."""
_ATTEMPTS = 8


@dataclass(frozen=True, slots=True)
class ListingTable:
    """Keeps listings in the one table; `pause(attempt)` waits before asking a busy table again."""

    client: Dynamo
    table: str
    pause: Callable[[int], None]
    calls: Executor = field(default_factory=lambda: ThreadPoolExecutor(_AT_ONCE), repr=False, compare=False)

    def read_listings(self, keys: Sequence[ClueKey]) -> Mapping[ClueKey, Mapping[str, Listing]]:
        """Return what each source says of each clue; a clue without listings is absent."""
        asked = [rows.clue_row_key(clue, rows.LISTINGS) for clue in keys]
        found = chain.from_iterable(self.calls.map(self._read, _pieces(asked, KEYS_OF_A_READ)))
        return {rows.read_clue_key(row): read_listings(row) for row in found}

    def write_listings(self, listed: Iterable[tuple[ListedClue, Mapping[str, Listing]]]) -> None:
        """Replace all listings of each clue; raises StoreError when one could not be written.

        No batch is still on its way then: it would undo what is written next.
        """
        requests = [put_request(one, mine) for one, mine in listed]
        writing = [self.calls.submit(self._write, batch) for batch in _pieces(requests, _ROWS_OF_A_WRITE)]
        wait(writing)
        for one in writing:
            one.result()

    def _read(self, keys: list[dict[str, Any]]) -> list[rows.Row]:
        return list(batch_get(self.client, self.table, keys, self.pause))

    def _write(self, batch: list[dict[str, Any]]) -> None:
        for attempt in range(_ATTEMPTS):
            answer = self.client.batch_write_item(RequestItems={self.table: batch})
            batch = list(answer["UnprocessedItems"].get(self.table, []))
            if not batch:
                return
            self.pause(attempt)
        raise StoreBusyError("listings left unwritten")


def _pieces(items: list[dict[str, Any]], size: int) -> Iterator[list[dict[str, Any]]]:
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
