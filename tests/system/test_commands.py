"""Each command of `python -m antifraud` as a real process: help, answers, exit codes."""

import json
import re

import click
import pytest
from click.testing import CliRunner

from antifraud.cli import main

COMMANDS = tuple(sorted(main.commands))
TOGETHER = ("build", "check", "find", "import", "lookup", "suffixes", "tables")


def test_the_commands_are_those_that_are_promised():
    assert set(TOGETHER) <= set(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_help_explains_every_option(name):
    done = CliRunner().invoke(main, [name, "--help"])
    assert done.exit_code == 0
    for option in main.commands[name].params:
        if isinstance(option, click.Option):
            assert option.help, f"{name} {option.opts[0]} is not explained"
            assert option.opts[0] in done.stdout


def test_help_lists_every_command(antifraud):
    done = antifraud("--help")
    assert done.returncode == 0
    assert [name for name in COMMANDS if f"\n  {name} " not in done.stdout] == []


def test_a_command_that_is_none_is_refused(antifraud):
    done = antifraud("fly")
    assert (done.returncode, "No such command" in done.stderr) == (2, True)


def test_check_is_content_with_the_cities_and_names_every_fault_of_a_bad_file(antifraud, tmp_path):
    done = antifraud("check")
    assert (done.returncode, "30 cities" in done.stdout) == (0, True), done.stdout
    bad = tmp_path / "cities.yaml"
    bad.write_text("cities:\n  - slug: a\n    area_code: 0571\n    wings: 2\n")
    done = antifraud("check", str(bad))
    lines = done.stdout.splitlines()
    assert done.returncode == 1
    assert all(re.match(rf"{bad}:\d+:\d+ \S", line) for line in lines)
    assert len(lines) > 2


def test_find_reads_lines_and_goes_on_after_a_bad_one(antifraud, pilot):
    lines = [
        json.dumps({"id": 1, "text": "请致电87654321", "city": pilot.slug}, ensure_ascii=False),
        "this is no JSON",
        json.dumps({"id": 3, "text": "没有线索"}, ensure_ascii=False),
        json.dumps({"id": 4, "text": 5}),
    ]
    done = antifraud("find", stdin="\n".join(lines))
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    number = f"+86{pilot.area_code[1:]}87654321"
    assert answers == [
        {"id": 1, "clues": [{"type": "phone", "value": number}]},
        {"id": 3, "clues": []},
    ]
    assert done.returncode == 1
    assert [line.partition(":")[0] for line in done.stderr.splitlines()] == ["line 2", "line 4"]


def test_lookup_knows_an_official_number_and_speaks_both_languages(antifraud, database):
    done = antifraud("lookup", "95588", "--lang", "en")
    assert (done.returncode, "Listed official" in done.stdout) == (0, True), done.stdout
    done = antifraud("lookup", "-", "--json", stdin="95588 和 13812345678")
    assert done.returncode == 0
    assert [one["level"] for one in json.loads(done.stdout)["clues"]] == ["no_record", "official"]
    done = antifraud("lookup", "95588", "--city", "atlantis")
    assert (done.returncode, done.stdout) == (2, "")


def test_lookup_without_the_database_is_unavailable_and_never_no_record(antifraud, aws):
    nowhere = {"AWS_ENDPOINT_URL_DYNAMODB": "http://127.0.0.1:9"}
    done = antifraud("lookup", "13812345678", environ=nowhere)
    assert done.returncode == 3
    assert done.stdout.startswith("暂时查不到")
    assert ("96110" in done.stdout, "暂无记录" in done.stdout) == (True, False)


def test_tables_creates_the_table_once(antifraud, aws):
    for word in ("created", "there already"):
        done = antifraud("tables")
        assert done.returncode == 0, done.stderr
        assert done.stdout.splitlines()[0] == f"antifraud-test: {word}"
        assert "ACTIVE" in done.stdout


def test_settings_that_cannot_be_used_are_all_named_and_no_key_is_shown(antifraud, aws):
    done = antifraud(
        "tables", environ={"ANTIFRAUD_HASH_KEY": "c2VjcmV0", "ANTIFRAUD_LOOKUPS_PER_MINUTE": "many"}
    )
    assert done.returncode == 2
    assert "ANTIFRAUD_HASH_KEY" in done.stderr
    assert "ANTIFRAUD_LOOKUPS_PER_MINUTE" in done.stderr
    assert "c2VjcmV0" not in done.stderr + done.stdout


def test_build_writes_the_site_and_refuses_an_address_that_is_none(antifraud, tmp_path, built_widget):
    done = antifraud("build", "--out", str(tmp_path / "site"), "--widget", str(built_widget))
    assert done.returncode == 0, done.stderr
    assert "30 cities" in done.stdout
    assert (tmp_path / "site" / "index.html").is_file()
    done = antifraud("build", "--out", str(tmp_path / "no"), "--site-url", "nowhere")
    assert (done.returncode, "nowhere" in done.stderr, (tmp_path / "no").exists()) == (1, True, False)
