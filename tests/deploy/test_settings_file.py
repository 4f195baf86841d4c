"""Zappa's settings: one stage per city, nothing that Zappa does unasked, no drift, no key."""

import inspect
import json

import pytest
import zappa.cli

from antifraud.deploying.environments import ALLIANCE, load_environment
from antifraud.deploying.settings_file import BASE, FILE, settings_text, with_keys, zappa_settings
from antifraud.settings import ENVIRONMENT_NAMES


@pytest.fixture(scope="module")
def settings(cities, root):
    return zappa_settings(cities, load_environment("prod", root / "deploy" / "environments.yaml"))


def test_the_file_of_the_clone_is_what_the_cities_make(settings, root):
    assert (root / FILE).read_text("utf-8") == settings_text(settings)


def test_there_is_a_stage_for_each_city_and_the_alliance(settings, cities):
    assert set(settings) == {BASE, ALLIANCE, *(city.slug for city in cities)}
    assert all(stage["extends"] == BASE for name, stage in settings.items() if name != BASE)


def test_what_zappa_does_unasked_is_off(settings):
    base = settings[BASE]
    for key in ("debug", "keep_warm", "touch", "manage_roles", "use_precompiled_packages", "slim_handler"):
        assert base[key] is False
    assert base["log_level"] == "WARNING"
    assert "environment_variables" not in json.dumps(settings).replace("aws_environment_variables", "")


def test_zappa_knows_every_key(settings):
    """It ignores unknown ones without a word."""
    source = inspect.getsource(zappa.cli)
    for key in {key for stage in settings.values() for key in stage} - {"extends"}:
        assert f'"{key}"' in source, key


def test_each_function_has_its_own_city_and_role(settings, cities):
    for city in cities:
        stage = settings[city.slug]
        assert stage["aws_environment_variables"]["ANTIFRAUD_CITY"] == city.slug
        assert stage["role_name"] == f"antifraud-prod-{city.slug}"


def test_only_variables_that_are_read_are_set(settings):
    known = {*ENVIRONMENT_NAMES, "INSTANTIATE_LAMBDA_HANDLER_ON_IMPORT"}
    for name, stage in settings.items():
        assert name == BASE or set(stage["aws_environment_variables"]) <= known


def test_keys_reach_each_function_and_not_the_file(settings):
    joined = with_keys(settings, {"ANTIFRAUD_HASH_KEY": "secret"})
    stages = [stage for name, stage in joined.items() if name != BASE]
    assert all(stage["aws_environment_variables"]["ANTIFRAUD_HASH_KEY"] == "secret" for stage in stages)
    assert "KEY" not in settings_text(settings)
