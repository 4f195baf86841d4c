"""A right file gives the cities; any other text or bytes at all give a CityFileError and nothing else."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from antifraud.cities import City, Hotline, Service, Text, get_city
from antifraud.cityfile import load_cities, parse_cities
from antifraud.errors import CityFileError, UnknownCityError


def test_an_entry_becomes_a_city(right):
    assert parse_cities(right) == (
        City(
            slug="weihai",
            adcode="371000",
            name=Text("威海", "Weihai"),
            province=Text("山东", "Shandong"),
            area_code="0631",
            latitude=37.5128,
            longitude=122.1151,
            rollout="live",
            since=date(2026, 12, 1),
            hotlines=(Hotline("96110", Text("反诈专线", "Anti-fraud line")),),
            services=(
                Service("police", Text("公安", "Police"), None),
                Service("life", Text("图书馆", "Library"), "https://www.weihai.gov.cn/lib"),
            ),
            embed_origins=("https://www.weihai.gov.cn",),
            colour="#1a5f7a",
            languages=("zh-Hans", "en"),
        ),
    )


def test_every_text_is_a_plain_string(right):
    city = parse_cities(right)[0]
    values = [city.slug, city.rollout, city.name.zh, city.languages[0], city.embed_origins[0]]
    assert {type(value) for value in values} == {str}


def test_a_city_has_its_own_first_and_then_what_is_common(right, second, spoil):
    own = '    hotlines: [{number: "0631-12345", zh: 热线, en: Hotline}]'
    police = "    services:\n      police: [{zh: 派出所, en: Station, link: soon}]"
    city = parse_cities(spoil({20: own, 21: police}, right + second))[0]
    assert [one.number for one in city.hotlines] == ["0631-12345", "96110"]
    assert [one.digits for one in city.hotlines] == ["063112345", "96110"]
    assert [one.title.zh for one in city.services_in("police")] == ["派出所", "公安"]
    assert [one.title.zh for one in city.services_in("life")] == ["图书馆"]
    assert city.services_in("culture") == ()


def test_cities_keep_the_order_of_the_file(right, second):
    assert [city.slug for city in parse_cities(right + second)] == ["weihai", "rizhao"]


def test_a_city_is_found_by_its_slug(right, second):
    cities = parse_cities(right + second)
    assert get_city(cities, "rizhao") is cities[1]
    with pytest.raises(UnknownCityError) as caught:
        get_city(cities, "my card is 6222")
    assert "6222" not in str(caught.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_a_file_is_read_with_and_without_a_byte_order_mark(encoding, tmp_path, right):
    path = tmp_path / "cities.yaml"
    path.write_bytes(right.replace("\n", "\r\n").encode(encoding))
    assert load_cities(path) == parse_cities(right)


def test_a_file_in_another_encoding_is_refused_where_it_begins(tmp_path, right):
    path = tmp_path / "cities.yaml"
    path.write_bytes(right.encode("gb18030"))
    with pytest.raises(CityFileError) as caught:
        load_cities(path)
    assert [(one.where, one.code) for one in caught.value.faults] == [("3:29", "not_utf8")]


@pytest.mark.parametrize(("name", "code"), [("none.yaml", "missing_file"), (".", "unreadable_file")])
def test_a_file_that_cannot_be_opened(name, code, tmp_path):
    with pytest.raises(CityFileError) as caught:
        load_cities(tmp_path / name)
    assert [(one.where, one.code) for one in caught.value.faults] == [("1:1", code)]


def _is_cities_or_faults(text):
    faults = _faults(text)
    places = [tuple(map(int, one.where.split(":"))) for one in faults]
    assert places == sorted(places)
    assert all(place >= (1, 1) for place in places)
    assert all(one.text and one.code for one in faults)


def _faults(text):
    try:
        assert parse_cities(text)
    except CityFileError as error:
        return error.faults or pytest.fail("refused without a reason")
    return ()


@settings(max_examples=150, derandomize=True, deadline=None)
@given(st.text())
def test_any_text(text):
    _is_cities_or_faults(text)


YAML_PIECES = st.text(alphabet="ab0: -\n#[]{}&*!|>'\"%@`,?\t=<~.：，　")


@settings(max_examples=300, derandomize=True, deadline=None)
@given(YAML_PIECES)
def test_any_text_of_the_signs_of_yaml(text):
    _is_cities_or_faults(text)


@settings(max_examples=200, derandomize=True, deadline=None)
@given(cut=st.tuples(st.integers(0, 900), st.integers(0, 60)), piece=YAML_PIECES)
def test_any_accident_to_a_right_file(right, cut, piece):
    at, length = cut
    _is_cities_or_faults(right[:at] + piece + right[at + length :])


KEYS = st.sampled_from(["common", "cities", "slug", "name", "zh", "hotlines", "services", "_schema", "life"])
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=12,
)


@settings(max_examples=150, derandomize=True, deadline=None)
@given(st.dictionaries(KEYS, VALUES, max_size=4))
def test_any_values_under_the_known_keys(values):
    _is_cities_or_faults(repr(values).replace("True", "true").replace("None", "null"))


@settings(max_examples=60, derandomize=True, deadline=None)
@given(st.binary())
def test_any_bytes(tmp_path_factory, content):
    path = tmp_path_factory.getbasetemp() / "any.yaml"
    path.write_bytes(content)
    with pytest.raises(CityFileError):
        load_cities(path)
