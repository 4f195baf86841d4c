"""What a cold and a warm look-up cost in the real package, beside a bare botocore handler's GetItem."""

import os
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from antifraud.cityfile import load_cities
from antifraud.deploying.environments import MAIN, load_environment
from antifraud.deploying.package import build_package, running_target
from antifraud.deploying.settings_file import variables_of, with_keys, zappa_settings
from antifraud.deploying.smoke import post_event
from antifraud.storage.client import open_client
from antifraud.storage.table import create_table
from bench.measuring import Figure
from tools.dev_keys import development_keys
from tools.emulator import emulator_environment, running_emulator
from tools.lambda_container import Container, runtime_folder, unpack

_STARTS = 7
_WARM = 300

_BARE = """
import botocore.session
client = botocore.session.get_session().create_client("dynamodb")
def handler(event, context):
    key = {"pk": {"S": "C#phone#1"}, "sk": {"S": "V"}}
    return client.get_item(TableName=event["table"], Key=key)["ResponseMetadata"]["HTTPStatusCode"]
"""


@dataclass(frozen=True, slots=True)
class _Kind:
    """One way to answer: where its code is, what is called, with what, in which environment."""

    paths: tuple[Path, ...]
    handler: str
    event: object
    environ: Mapping[str, str]


def figures() -> Iterator[Figure]:
    """Yield the figures of a cold start and of a warm look-up through Zappa's handler."""
    with (
        tempfile.TemporaryDirectory() as scratch,
        running_emulator(os.environ, None, Path(scratch) / "log") as emulator,
    ):
        environ = {**emulator_environment(emulator.endpoint), "PATH": os.environ["PATH"]}
        os.environ.update(environ)
        ours, bare = _kinds(Path(scratch), environ)
        cold, bare_cold = _cold((ours, bare), Path(scratch) / "log.txt")
        warm, bare_warm = (_warm(one, Path(scratch) / "log.txt") for one in (ours, bare))
    each = f"{cold * 1e3:.0f} against {bare_cold * 1e3:.0f} ms"
    yield Figure(
        "first look-up of a cold package", cold / bare_cold, "bare botocore handler, cold", "≤ 1.35", each
    )
    each = f"{warm * 1e6:.0f} against {bare_warm * 1e6:.0f} µs"
    yield Figure(
        "warm look-up, through Zappa's handler", warm / bare_warm, "bare botocore handler, warm", "", each
    )


def _kinds(folder: Path, environ: Mapping[str, str]) -> tuple[_Kind, _Kind]:
    city, *_ = cities = load_cities(Path("cities.yaml"))
    target = running_target()
    settings = zappa_settings(cities, load_environment(MAIN))
    package = build_package(Path(), folder / "package.zip", target, settings)
    variables = {
        **variables_of(with_keys(settings, development_keys(folder)), city.slug),
        "AWS_REGION": "cn-north-1",
    }
    variables["ANTIFRAUD_LOOKUPS_PER_MINUTE"] = "999999"
    table = f"antifraud-{variables['ANTIFRAUD_ENVIRONMENT']}"
    create_table(open_client(), table)
    runtime = runtime_folder(folder / "runtime")
    (folder / "bare").mkdir()
    (folder / "bare" / "bare.py").write_text(_BARE, "utf-8")
    event = post_event(f"/v1/{city.slug}/lookup", {"text": "13812345678"})
    task = unpack(package.path, folder / "task")
    ours = _Kind((task, runtime), "functions.entry.lambda_handler", event, {**environ, **variables})
    return ours, _Kind((folder / "bare", runtime), "bare.handler", {"table": table}, environ)


def _cold(kinds: tuple[_Kind, ...], log: Path) -> list[float]:
    """Return for each kind the least CPU seconds from nothing to the first answer; starts take turns."""
    spent: list[list[float]] = [[] for _ in kinds]
    for _ in range(_STARTS):
        for mine, kind in zip(spent, kinds, strict=True):
            container = Container(kind.paths, kind.handler, kind.environ, log)
            mine.append(_asked(container, kind)["all"])
            container.stop()
    return [min(mine) for mine in spent]


def _warm(kind: _Kind, log: Path) -> float:
    """Return the median CPU seconds of an answer of a container that has answered before."""
    container = Container(kind.paths, kind.handler, kind.environ, log)
    _asked(container, kind)
    spent = sorted(_asked(container, kind)["spent"] for _ in range(_WARM))
    container.stop()
    return spent[_WARM // 2]


def _asked(container: Container, kind: _Kind) -> dict[str, float]:
    told = container.invoke(kind.event)
    if "error" in told or (isinstance(told["answer"], dict) and told["answer"]["statusCode"] != 200):
        raise RuntimeError(f"no look-up to measure: {told}")
    return told
