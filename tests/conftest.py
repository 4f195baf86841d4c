"""Real parts for every test: DynamoDB Local once per session, a database of its own per test."""

import base64
import itertools
import os
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from nacl.public import PrivateKey
from playwright.sync_api import Browser, sync_playwright

from antifraud.assembly import Database, make_keys, open_database
from antifraud.cities import City, Hotline, Service, Text
from antifraud.keys import Keys
from antifraud.settings import Settings, parse_settings
from antifraud.storage.client import open_client
from antifraud.storage.table import create_table
from tools.browser import chromium_path
from tools.emulator import emulator_environment, running_emulator

CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP window.test 127.0.0.1",  # a plain-http host that is not loopback by its name
]

NOW = datetime(2026, 11, 21, 13, 0, tzinfo=UTC)
PRIVATE_KEY = PrivateKey(bytes(range(32)))

_accounts = itertools.count()


@pytest.fixture(scope="session")
def emulator(tmp_path_factory):
    """DynamoDB Local in memory: each access key is a database of its own."""
    with running_emulator(os.environ, None, tmp_path_factory.mktemp("emulator") / "log") as running:
        yield running


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Chromium, one for all tests: one thread can drive only one Playwright at a time."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=CHROMIUM_ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def aws(emulator, monkeypatch) -> dict[str, str]:
    """The environment of a function on an empty database."""
    environ = {
        **emulator_environment(emulator.endpoint, f"account{next(_accounts)}"),
        "ANTIFRAUD_ENVIRONMENT": "test",
        "ANTIFRAUD_HASH_KEY": base64.b64encode(b"h" * 32).decode(),
        "ANTIFRAUD_SEAL_KEY": base64.b64encode(bytes(PRIVATE_KEY.public_key)).decode(),
    }
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    return environ


@pytest.fixture
def settings(aws) -> Settings:
    return parse_settings(aws)


@pytest.fixture
def database(settings, aws) -> Database:
    """The table of this test, empty. It keeps what expired: the emulator's clock goes on, ours stands."""
    client = open_client()
    create_table(client, settings.table)
    client.update_time_to_live(
        TableName=settings.table, TimeToLiveSpecification={"Enabled": False, "AttributeName": "e"}
    )
    return open_database(settings, aws)


@pytest.fixture
def keys(settings) -> Keys:
    return make_keys(settings)


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def make_city():
    """Make a city of no real place."""

    def make(slug="seaside", area_code="0999", **more) -> City:
        return City(
            **{
                "slug": slug,
                "adcode": "990100",
                "name": Text("海边", "Seaside"),
                "province": Text("海省", "Sea Province"),
                "area_code": area_code,
                "latitude": 30.0,
                "longitude": 120.0,
                "rollout": "live",
                "since": date(2015, 1, 1),
                "hotlines": (Hotline("96110", Text("反诈专线", "Anti-fraud line")),),
                "services": (Service("police", Text("户政", "Registry"), None),),
                "embed_origins": ("https://www.seaside.gov.cn",),
                "colour": "#0b57a4",
                "languages": ("zh-Hans", "zh-Hant", "en"),
                **more,
            }
        )

    return make


@pytest.fixture(scope="session")
def root() -> Path:
    """The root of the clone."""
    return Path(__file__).resolve().parent.parent
