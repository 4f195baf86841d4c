"""What is deployed and how it is: asked of the account, never kept in a file of ours."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from antifraud.cities import City
from antifraud.deploying.cloud import Cloud, cloud_errors
from antifraud.deploying.publish import Record, is_page_of, read_published
from antifraud.deploying.smoke import ask, get_event
from antifraud.deploying.stages import find_function
from antifraud.deploying.state import state_bucket_exists
from antifraud.errors import DeployError

NOT_THERE = "-"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: stage, rollout, version, age, health, number of pages."""

    stage: str
    rollout: str
    version: str
    age: str
    health: str
    pages: int


def read_pages(cloud: Cloud) -> dict[str, Record]:
    """Return what is published; nothing where nothing was ever deployed."""
    return read_published(cloud) if state_bucket_exists(cloud) else {}


def status_row(cloud: Cloud, city: City, pages: Mapping[str, Record], now: datetime) -> Row:
    """Return how a city is."""
    count = sum(is_page_of(key, city.slug) and key.endswith(".html") for key in pages)
    function = find_function(cloud, city.slug)
    if function is None:
        return Row(city.slug, city.rollout, NOT_THERE, NOT_THERE, "not deployed", count)
    age = in_words(now - function.changed)
    return Row(city.slug, city.rollout, function.version, age, _health(cloud, city.slug), count)


def in_words(age: timedelta) -> str:
    """Return an age in its largest unit, such as `3 d`."""
    for unit, name in ((86400, "d"), (3600, "h"), (60, "min")):
        if age.total_seconds() >= unit:
            return f"{int(age.total_seconds() // unit)} {name}"
    return "now"


def _health(cloud: Cloud, stage: str) -> str:
    answer = ask(cloud, stage, get_event("/_status"))
    if answer.status == 200:
        return "ok"
    return f"failing ({answer.body.get('database') or answer.body.get('errorType') or answer.status})"


def read_log(cloud: Cloud, stage: str, since: datetime) -> list[str]:
    """Return the lines a function logged since then, oldest first; raises DeployError."""
    if find_function(cloud, stage) is None:
        raise DeployError(f"{stage} is not deployed in {cloud.environment.name}: deploy it first")
    group = f"/aws/lambda/{cloud.environment.function(stage)}"
    with cloud_errors():
        pages = cloud.client("logs").get_paginator("filter_log_events")
        found = pages.paginate(logGroupName=group, startTime=int(since.timestamp() * 1000))
        events = [event for page in found for event in page["events"]]
    told = sorted(events, key=lambda event: event["timestamp"])
    return [
        f"{datetime.fromtimestamp(one['timestamp'] / 1000, UTC):%H:%M:%S} {one['message'].rstrip()}"
        for one in told
    ]
