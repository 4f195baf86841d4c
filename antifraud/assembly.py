"""The real parts joined: settings, keys, database. Only entry points (functions, commands) call it."""

import random
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from antifraud.directory import load_directory
from antifraud.keys import Keys
from antifraud.settings import Settings
from antifraud.storage.counter_table import CounterTable
from antifraud.storage.dynamo import Dynamo, parse_address, parse_credentials
from antifraud.storage.evidence_table import EvidenceTable
from antifraud.storage.known_table import KnownTable
from antifraud.storage.lease_table import LeaseTable
from antifraud.storage.listing_table import ListingTable
from antifraud.storage.recount_table import RecountTable
from antifraud.storage.report_table import ReportTable
from antifraud.usecases.look_up import Sources


@dataclass(frozen=True, slots=True)
class Database:
    """The one table, seen by each who uses it."""

    known: KnownTable
    reports: ReportTable
    evidence: EvidenceTable
    listings: ListingTable
    counter: CounterTable
    leases: LeaseTable
    recount: RecountTable


def open_database(settings: Settings, environ: Mapping[str, str]) -> Database:
    """Return the database of `settings`; address and credentials are those of `environ`."""
    client = Dynamo(parse_address(environ), parse_credentials(environ), utc_now, pause)
    table = settings.table
    return Database(
        known=KnownTable(client, table, pause),
        reports=ReportTable(client, table),
        evidence=EvidenceTable(client, table),
        listings=ListingTable(client, table, pause),
        counter=CounterTable(client, table),
        leases=LeaseTable(client, table),
        recount=RecountTable(client, table),
    )


def make_keys(settings: Settings) -> Keys:
    """Return the keys of `settings`."""
    return Keys(settings.hash_key, settings.seal_key)


def make_sources(settings: Settings, database: Database) -> Sources:
    """Return where a look-up looks."""
    return Sources(database.known, load_directory(), make_keys(settings))


def utc_now() -> datetime:
    """Return the time."""
    return datetime.now(UTC)


def pause(attempt: int) -> None:
    """Wait a little longer each time, and never all at once."""
    time.sleep(random.uniform(0, 0.05 * 2**attempt))  # noqa: S311 - only spreads retries
