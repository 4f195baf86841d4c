"""What the documents say and what the code does are the same: commands, settings, routes, codes, links."""

import json
import re
import subprocess
from pathlib import Path

import pytest

from antifraud import errors
from antifraud.cli import main
from antifraud.settings import ENVIRONMENT_NAMES
from functions.app import create_app
from functions.errors import _FLASK_CODES, STATUS, status_of
from functions.joined import join_parts
from functions.schemas import ClueField, LookupRequest, ReportRequest

ROOT = Path(__file__).parents[2]
FENCE = re.compile(r"^```.*?^```", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"\]\(([^)\s]+)\)")
INTERNAL = {
    "authority_stands",
    "case_step",
    "bad_city_file",
    "bad_evidence_file",
    "bad_import_file",
    "bad_settings",
    "deploy_failed",
    "fold_failed",
    "tool_missing",
}
"""Codes of errors that never answer a request: of files, settings, deployments, the stream, tools."""


def _tracked(*patterns: str) -> list[Path]:
    """Return the files of the clone that are tracked or would be."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", *patterns]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return [ROOT / name for name in listed.splitlines() if (ROOT / name).is_file()]


def _docs() -> str:
    return "\n".join(path.read_text("utf-8") for path in _tracked("*.md"))


def _api() -> str:
    return (ROOT / "docs" / "api.md").read_text("utf-8")


@pytest.fixture
def app(aws, monkeypatch):
    monkeypatch.chdir(ROOT)
    return create_app(join_parts(aws))


def _error_classes(kind: type[errors.AntifraudError]) -> set[type[errors.AntifraudError]]:
    return {kind}.union(*(_error_classes(one) for one in kind.__subclasses__()))


def test_every_hint_is_explained():
    told = json.loads((ROOT / "antifraud/messages/en.json").read_text("utf-8"))["hints"]
    assert [code for code in told if f"`{code}`" not in _api()] == []


def test_every_command_and_every_make_target_is_in_a_document():
    docs = _docs()
    targets = re.findall(r"^([a-z]+):.*## ", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert [one for one in targets if f"make {one}" not in docs] == []
    listed = re.search(r"python -m antifraud --help` \(([^;)…]*)", docs)
    told = set(re.findall(r"[a-z]+", listed.group(1)))
    told |= set(re.findall(r"python -m antifraud ([a-z]+)", docs))
    assert set(main.commands) - told == set()
    assert told - set(main.commands) == set()


def test_every_setting_is_explained_in_the_order_in_which_it_is_read():
    text = (ROOT / "docs" / "settings.md").read_text("utf-8")
    rows = re.findall(r"^\| `(\w+)` \| [^|]+ \| [^|]+ \| [^|]+ \|$", text, re.MULTILINE)
    assert tuple(rows) == ENVIRONMENT_NAMES


def test_no_code_reads_a_variable_that_is_not_explained():
    text = (ROOT / "docs" / "settings.md").read_text("utf-8")
    sources = _tracked("antifraud/*.py", "functions/*.py", "tools/*.py", "Makefile", ".ci/*")
    read = {name for path in sources for name in re.findall(r"ANTIFRAUD_[A-Z_]+\b", path.read_text("utf-8"))}
    assert {name for name in read if f"`{name}`" not in text} - {"ANTIFRAUD_"} == set()


def test_every_route_is_described_and_every_described_route_is_there(app):
    rules = [rule for rule in app.url_map.iter_rules() if rule.endpoint != "static"]
    there = {
        (method, re.sub(r"<(?:[^<>]*:)?(\w+)>", r"{\1}", rule.rule))
        for rule in rules
        for method in rule.methods - {"HEAD", "OPTIONS"}
    }
    told = set(re.findall(r"`(GET|POST) (/[\w/.{}-]+)", _api())) | {("GET", "/v1/docs")}
    assert "`/v1/docs`" in _api()
    assert told == there


@pytest.mark.parametrize("schema", [LookupRequest, ReportRequest, ClueField])
def test_every_field_of_a_request_is_described(schema):
    api = _api()
    assert [name for name in schema().fields if f"`{name}`" not in api and f'"{name}"' not in api] == []


def test_every_error_code_is_described_with_its_status():
    told = {
        (int(status), code) for status, code in re.findall(r"^\| (\d+) \| `(\w+)` \|", _api(), re.MULTILINE)
    }
    ours = {(status_of(kind()), kind.code) for kind in _error_classes(errors.AntifraudError)}
    flasks = {(kind.code, code) for kind, code in _FLASK_CODES.items()}
    assert told == {pair for pair in ours | flasks if pair[1] not in INTERNAL}
    assert set(STATUS) <= _error_classes(errors.AntifraudError)


def test_every_error_is_drawn_in_the_tree():
    drawn = set(re.findall(r"(\w+Error)\b", errors.__doc__))
    assert drawn == {kind.__name__ for kind in _error_classes(errors.AntifraudError)}


def test_relative_links_lead_to_files():
    broken = [
        f"{path.relative_to(ROOT)}: {target}"
        for path in _tracked("*.md")
        for target in LINK.findall(FENCE.sub("", path.read_text("utf-8")))
        if not re.match(r"[a-z]+:|#", target) and not (path.parent / target.partition("#")[0]).exists()
    ]
    assert broken == []


def test_files_that_documents_name_are_there():
    named = set(re.findall(r"`((?:antifraud|functions|tools|docs|site|widget)/[\w./-]+)`", _docs()))
    assert [name for name in sorted(named) if not (ROOT / name).exists()] == []


def test_the_number_to_try_that_the_readme_names_is_one_of_the_demonstration(demo_clues):
    named = re.findall(r"`(154\d{8})`", (ROOT / "README.md").read_text("utf-8"))
    assert named
    assert {f"+86{number}" for number in named} <= {clue.value for clue in demo_clues}


def test_no_file_names_a_place_of_one_machine():
    place = re.compile(r"/(?:home|Users|root|work)/\w|[A-Z]:\\\\Users|\.\./shared\b")
    found = [
        str(path.relative_to(ROOT))
        for path in _tracked(
            "*.py", "*.md", "*.js", "*.mjs", "*.json", "*.yaml", "*.toml", "*.html", "Makefile", ".ci/*"
        )
        if path != Path(__file__) and place.search(path.read_text("utf-8"))
    ]
    assert found == []
