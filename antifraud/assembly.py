"""The real parts joined: settings, keys, database. Only entry points (functions, commands) call it."""

import random
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from antifraud.appeal_ports import Sender
from antifraud.directory import load_directory
from antifraud.keys import Keys
from antifraud.outside.senders import AwsSender, NoSender, Outbox, aws_endpoints
from antifraud.outside.site_file import SiteFile
from antifraud.settings import Settings
from antifraud.storage.appeal_table import AppealTable
from antifraud.storage.case_table import CaseTable
from antifraud.storage.counter_table import CounterTable
from antifraud.storage.day_table import DayTable
from antifraud.storage.dynamo import Dynamo, parse_address, parse_credentials
from antifraud.storage.evidence_table import EvidenceTable
from antifraud.storage.file_store import S3Files, parse_bucket
from antifraud.storage.known_table import KnownTable
from antifraud.storage.lease_table import LeaseTable
from antifraud.storage.listing_table import ListingTable
from antifraud.storage.recount_table import RecountTable
from antifraud.storage.report_table import ReportTable
from antifraud.storage.review_table import ReviewTable
from antifraud.storage.slot_table import SlotTable
from antifraud.storage.statistics_table import StatisticsTable
from antifraud.storage.wire import parse_origin
from antifraud.usecases.appeal_desk import Desk
from antifraud.usecases.look_up import Sources

if TYPE_CHECKING:
    from concurrent.futures import Executor


@dataclass(frozen=True, slots=True)
class Database:
    """The one table, seen by each who uses it."""

    known: KnownTable
    reports: ReportTable
    cases: CaseTable
    review: ReviewTable
    evidence: EvidenceTable
    listings: ListingTable
    counter: CounterTable
    leases: LeaseTable
    recount: RecountTable
    days: DayTable
    statistics: StatisticsTable
    slots: SlotTable
    appeals: AppealTable


def open_database(
    settings: Settings, environ: Mapping[str, str], calls: "Executor | None" = None
) -> Database:
    """Return the database of `settings`; address and credentials are those of `environ`.

    With `calls` listings are read and written in several calls at once.
    """
    client = Dynamo(parse_address(environ), parse_credentials(environ), utc_now, pause)
    table = settings.table
    return Database(
        known=KnownTable(client, table, pause),
        reports=ReportTable(client, table),
        cases=CaseTable(client, table),
        review=ReviewTable(client, table),
        evidence=EvidenceTable(client, table),
        listings=ListingTable(client, table, pause, calls),
        counter=CounterTable(client, table),
        leases=LeaseTable(client, table),
        recount=RecountTable(client, table),
        days=DayTable(client, table),
        statistics=StatisticsTable(client, table),
        slots=SlotTable(client, table),
        appeals=AppealTable(client, table),
    )


def open_files(settings: Settings, environ: Mapping[str, str]) -> S3Files | None:
    """Return the bucket of evidence files; None where there is none and no files are taken."""
    if settings.files_bucket is None:
        return None
    bucket = parse_bucket(settings.files_bucket, environ)
    return S3Files(bucket, parse_credentials(environ), utc_now, pause)


def make_keys(settings: Settings) -> Keys:
    """Return the keys of `settings`."""
    return Keys(settings.hash_key, settings.seal_key, settings.hash_key_before)


def make_sources(settings: Settings, database: Database) -> Sources:
    """Return where a look-up looks."""
    return Sources(database.known, load_directory(), make_keys(settings))


def make_desk(settings: Settings, database: Database, environ: Mapping[str, str]) -> Desk:
    """Return where appeals are kept and proven, with the real world around it."""
    return Desk(
        keeper=database.appeals,
        sender=make_sender(settings, environ),
        sites=SiteFile(),
        counter=database.counter,
        sources=make_sources(settings, database),
        chance=secrets.randbelow,
    )


def make_sender(settings: Settings, environ: Mapping[str, str]) -> Sender:
    """Return who sends codes; emulators are named as boto3 reads them, `AWS_ENDPOINT_URL_SNS` and `…_SES`."""
    if settings.sender == "outbox":
        return Outbox(settings.outbox)
    if settings.sender != "aws":
        return NoSender()
    region = parse_address(environ).region
    endpoints = aws_endpoints(region)
    for service in endpoints:
        if named := environ.get(f"AWS_ENDPOINT_URL_{service.upper()}"):
            endpoints[service] = parse_origin(named)
    return AwsSender(parse_credentials(environ), region, endpoints, settings.mail_from, utc_now)


def utc_now() -> datetime:
    """Return the time."""
    return datetime.now(UTC)


def pause(attempt: int) -> None:
    """Wait a little longer each time, and never all at once."""
    time.sleep(random.uniform(0, 0.05 * 2**attempt))  # noqa: S311 - only spreads retries
