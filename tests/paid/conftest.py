"""The site of one real city with the built widget, a server for it, and a telephone with a clock to set."""

import json
import subprocess
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path
from shutil import which

import pytest

from antifraud.cityfile import load_cities
from antifraud.sitegen.build import Sources, build_site
from tests.serving import files_of, listen, serving
from tools.front import BUILT, build_widget

ROOT = Path(__file__).parents[2]
NODE = which("node") or str(Path(sys.executable).with_name("node"))
CHINA = timezone(timedelta(hours=8))
NOW = datetime(2026, 11, 21, 14, 47, 12, tzinfo=CHINA)
PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="session")
def city():
    return load_cities(ROOT / "cities.yaml")[0]


@pytest.fixture(scope="session")
def paid_site(tmp_path_factory, city):
    build_widget(ROOT)
    out = tmp_path_factory.mktemp("paid") / "site"
    build_site(out, Sources(ROOT / "site", ROOT / BUILT), (city,))
    return out


@pytest.fixture(scope="session")
def address(paid_site):
    with serving(files_of(paid_site)) as address:
        yield address


@pytest.fixture
def open_sheet(chromium, address, city):
    """Open the sheet of the city at a moment; what it asks for and complains of is written down."""
    contexts = []

    def opened(path=f"{city.slug}/paid.html", now=NOW, **options):
        options = {"viewport": PHONE, "locale": "zh-CN", "service_workers": "block", **options}
        context = chromium.new_context(timezone_id="Asia/Shanghai", **options)
        context.set_default_timeout(5000)
        contexts.append(context)
        page = context.new_page()
        listen(page)
        page.clock.install(time=now - timedelta(minutes=1))
        page.goto(address + path)
        page.clock.pause_at(now)
        if options.get("java_script_enabled", True):
            page.get_by_role("button", name="二维码").or_(
                page.get_by_role("button", name="QR code")
            ).wait_for()  # all is there
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def ask_node():
    """Ask the modules of the sheet in Node, where the clock is China's."""

    def ask(**question):
        done = subprocess.run(
            [NODE, str(Path(__file__).with_name("reader.mjs"))],
            input=json.dumps(question),
            capture_output=True,
            text=True,
            check=True,
            env={"TZ": "Asia/Shanghai"},
        )
        return json.loads(done.stdout)

    return ask
