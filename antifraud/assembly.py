"""The real parts joined: settings, keys, database. Only entry points (functions, commands) call it."""

from __future__ import annotations

import random
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from antifraud.directory import load_directory
from antifraud.keys import Keys
from antifraud.settings import Settings
from antifraud.storage.client import open_client
from antifraud.storage.counter_table import CounterTable
from antifraud.storage.evidence_table import EvidenceTable
from antifraud.storage.known_table import KnownTable
from antifraud.storage.lease_table import LeaseTable
from antifraud.storage.listing_table import ListingTable
from antifraud.storage.recount_table import RecountTable
from antifraud.storage.report_table import ReportTable
from antifraud.usecases.look_up import Sources

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient


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


def open_database(settings: Settings) -> Database:
    """Return the database of `settings`, on one client."""
    return database_on(open_client(), settings.table)


def database_on(client: DynamoDBClient, table: str) -> Database:
    """Return the database in one table, on a client that is open."""
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
