"""What is known of clues in DynamoDB: one batch read for any number of clues."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import islice
from typing import Any

from antifraud.errors import StoreBusyError
from antifraud.keys import ClueKey
from antifraud.ports import Known
from antifraud.storage import rows
from antifraud.storage.dynamo import Dynamo
from antifraud.tallies import evidence_of, since
from antifraud.verdicts import Evidence, Listing

KEYS_OF_A_READ = 100
"""What DynamoDB takes in one batch read."""

_ATTEMPTS = 4
_EVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class KnownTable:
    """Reads evidence and listings; `pause(attempt)` waits before asking a busy table again."""

    client: Dynamo
    table: str
    pause: Callable[[int], None]

    def read(self, keys: Sequence[ClueKey]) -> Mapping[ClueKey, Known]:
        """Return what is stored of each clue; one with nothing stored is absent."""
        asked = [rows.clue_row_key(clue, row) for clue in keys for row in (rows.EVIDENCE, rows.LISTINGS)]
        found: dict[ClueKey, dict[str, rows.Row]] = defaultdict(dict)
        for row in batch_get(self.client, self.table, asked, self.pause):
            found[rows.read_clue_key(row)][row["sk"]["S"]] = row
        return {clue: _known(parts) for clue, parts in found.items()}


def batch_get(
    client: Dynamo, table: str, keys: Sequence[dict[str, Any]], pause: Callable[[int], None]
) -> Iterator[rows.Row]:
    """Yield the rows with these keys that exist; raises StoreError rather than leave one out."""
    waiting = iter(keys)
    while batch := list(islice(waiting, KEYS_OF_A_READ)):
        for attempt in range(_ATTEMPTS):
            answer = client.batch_get_item(RequestItems={table: {"Keys": batch}})
            yield from answer["Responses"].get(table, [])
            batch = [dict(key) for key in answer["UnprocessedKeys"].get(table, {"Keys": []})["Keys"]]
            if not batch:
                break
            pause(attempt)
        else:
            raise StoreBusyError("keys left unread")


def _known(parts: Mapping[str, rows.Row]) -> Known:
    evidence = _evidence(parts[rows.EVIDENCE]) if rows.EVIDENCE in parts else Evidence()
    listings = read_listings(parts[rows.LISTINGS]) if rows.LISTINGS in parts else {}
    return Known(evidence, tuple(listings[source] for source in sorted(listings)))


def _evidence(row: rows.Row) -> Evidence:
    """Return what was stated, of a cleared clue since then; appeals may have marked what nobody stated."""
    cleared = rows.read_moment(row["ca"]) if "ca" in row else _EVER
    base = rows.counters(row["z"]["M"]) if "z" in row else {}
    firsts, lasts = (rows.moments_by_shard(row, name).values() for name in "bl")
    first, last = max(min(firsts, default=_EVER), cleared), max(lasts, default=_EVER)
    tally = since(rows.counters(row), base)
    return replace(
        evidence_of(tally),
        first_seen=first.date() if tally else None,
        last_seen=last.date() if tally else None,
        span=last - first,
        flags=tuple(sorted(row["fl"]["SS"])) if "fl" in row else (),
        disputed_until=rows.read_moment(row["du"]) if "du" in row else None,
    )


def read_listings(row: rows.Row) -> dict[str, Listing]:
    """Return what each source says, from a listings row."""
    return {
        source: Listing(
            source=source,
            level=one["M"]["v"]["S"],
            category=one["M"]["g"]["S"] if "g" in one["M"] else None,
            first_seen=rows.read_day(one["M"].get("b")),
            last_seen=rows.read_day(one["M"].get("l")),
        )
        for source, one in row["s"]["M"].items()
    }
