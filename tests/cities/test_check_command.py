"""`python -m antifraud check`, as somebody who edits the cities sees it."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from antifraud.commands.check import check

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def folder(tmp_path, monkeypatch, right):
    """A folder with a right city file, and what is made from it."""
    shutil.copytree(ROOT / "deploy", tmp_path / "deploy")
    (tmp_path / "cities.yaml").write_text(right, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for made in ("--schema", "--zappa"):
        assert CliRunner().invoke(check, [made]).exit_code == 0
    return tmp_path


def test_the_files_of_the_project_are_right(monkeypatch):
    monkeypatch.chdir(ROOT)
    result = CliRunner().invoke(check)
    assert (result.output, result.exit_code) == ("30 cities, no faults\n", 0)


def test_a_right_folder(folder):
    result = CliRunner().invoke(check)
    assert (result.output, result.exit_code) == ("1 city, no faults\n", 0)


def test_faults_are_told_with_file_line_and_column(folder, spoil):
    Path("cities.yaml").write_text(
        spoil({12: "    area_code: 0631", 15: "    rollout: open"}), encoding="utf-8"
    )
    result = CliRunner().invoke(check)
    first, second = result.output.splitlines()
    assert first.startswith("cities.yaml:12:16 “0631” must stand in double quotes")
    assert second.startswith("cities.yaml:15:14 “open” is not possible for “rollout”.")
    assert result.exit_code == 1


def test_another_file_is_checked_alone(folder, spoil):
    Path("cities.schema.json").unlink()
    Path("mine.yaml").write_text(spoil({12: None}), encoding="utf-8")
    result = CliRunner().invoke(check, ["mine.yaml"])
    assert result.output.startswith("mine.yaml:8:5 The key “area_code” is missing")
    assert result.exit_code == 1
    assert CliRunner().invoke(check, ["cities.yaml"]).output == "1 city, no faults\n"


@pytest.mark.parametrize("spoil_schema", [lambda path: path.unlink(), lambda path: path.write_text("{}")])
def test_a_schema_that_is_not_made_from_the_rules_is_a_fault(folder, spoil_schema):
    spoil_schema(folder / "cities.schema.json")
    result = CliRunner().invoke(check)
    assert result.output.startswith("cities.schema.json:1:1 The file does not match the rules.")
    assert result.exit_code == 1
    assert CliRunner().invoke(check, ["--schema"]).output == "cities.schema.json written\n"
    assert CliRunner().invoke(check).exit_code == 0


def test_a_file_that_is_not_there(folder):
    result = CliRunner().invoke(check, ["none.yaml"])
    assert result.output.startswith("none.yaml:1:1 There is no such file.")
    assert result.exit_code == 1
