"""docs/deploying.md says what is so."""

import re
from dataclasses import fields

import pytest

from antifraud.cli import main
from antifraud.deploying.costs import monthly_cost
from antifraud.deploying.environments import Environment


@pytest.fixture(scope="module")
def text(root) -> str:
    return (root / "docs" / "deploying.md").read_text("utf-8")


def test_every_command_it_names_exists_with_its_options(text):
    for command, rest in re.findall(r"python -m antifraud (\w+)([^`\n]*)", text):
        options = {name for one in main.commands[command].params for name in one.opts}
        assert set(re.findall(r"--[a-z-]+", rest)) <= options, command


def test_every_command_of_deploying_is_named(text):
    for command in ("deploy", "status", "logs", "rollback", "undeploy"):
        assert f"python -m antifraud {command}" in text


def test_every_key_of_an_environment_is_explained(text):
    for field in fields(Environment):
        assert field.name == "name" or f"| `{field.name}` |" in text


def test_the_costs_are_those_that_are_counted(text, cities):
    for lookups in (10_000, 1_000_000):
        assert f"| ${monthly_cost(lookups, len(cities)):,.0f} | {lookups:,} |" in text


def test_the_files_it_points_to_are_there(text, root):
    for name in re.findall(r"`((?:deploy|tests|antifraud)/[a-z_/]+\.[a-z]+)`", text):
        assert (root / name).is_file(), name
