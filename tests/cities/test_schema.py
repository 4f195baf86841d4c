"""cities.schema.json says what the rules say: it is made from them, and editors can trust it."""

import json
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from antifraud.cities import ROLLOUTS, SERVICE_GROUPS
from antifraud.cityfile.jsonschema import schema_text
from antifraud.cityfile.schema import ServicesEntry
from antifraud.languages import LANGUAGES

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def schema():
    return json.loads(schema_text())


@pytest.fixture(scope="module")
def errors_in(schema):
    """Give what an editor would underline in a text."""
    validator = Draft202012Validator(schema)

    def errors(text):
        values = json.loads(json.dumps(yaml.safe_load(text), default=str))
        return [".".join(map(str, error.absolute_path)) for error in validator.iter_errors(values)]

    return errors


def test_it_is_a_schema(schema):
    Draft202012Validator.check_schema(schema)


def test_it_is_the_same_every_time():
    assert schema_text() == schema_text()


def test_the_city_file_names_it_and_follows_it(errors_in):
    text = (ROOT / "cities.yaml").read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=cities.schema.json\n")
    assert errors_in(text) == []


def test_a_right_file_follows_it(errors_in, right, second):
    assert errors_in(right + second) == []


@pytest.mark.parametrize(
    ("line", "new", "where"),
    [
        (8, "  - slug: WeiHai", "cities.0.slug"),
        (9, "    adcode: 371000", "cities.0.adcode"),
        (10, "    name: {zh: Weihai, en: Weihai}", "cities.0.name.zh"),
        (11, "    provinze: {zh: 山东, en: Shandong}", "cities.0"),
        (12, "    area_code: 0571", "cities.0.area_code"),
        (13, "    latitude: 122.1", "cities.0.latitude"),
        (15, "    rollout: open", "cities.0.rollout"),
        (17, '    colour: "blue"', "cities.0.colour"),
        (18, "    languages: [fr]", "cities.0.languages.0"),
        (19, "    embed_origins: [https://www.weihai.gov.cn/]", "cities.0.embed_origins.0"),
        (23, "        - {zh: 图书馆, en: Library, link: later}", "cities.0.services.life.0.link"),
    ],
)
def test_an_editor_underlines_what_is_wrong(line, new, where, errors_in, spoil):
    assert where in errors_in(spoil({line: new}))


def test_it_offers_every_choice(schema):
    city = schema["$defs"]["City"]["properties"]
    assert city["rollout"]["enum"] == list(ROLLOUTS)
    assert city["languages"]["items"]["enum"] == list(LANGUAGES)
    assert tuple(ServicesEntry().fields) == SERVICE_GROUPS


def test_every_key_is_described(schema):
    for kind in (schema, *schema["$defs"].values()):
        assert all(one["description"] for one in kind["properties"].values())
