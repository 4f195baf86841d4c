"""`python -m antifraud find`: lines in, lines out, one bad line does not stop the rest."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from antifraud.cityfile import load_cities
from antifraud.commands.find import find


@pytest.fixture
def run():
    def invoke(lines, *options):
        text = lines if isinstance(lines, bytes) else "\n".join(lines).encode()
        return CliRunner().invoke(find, list(options), input=text)

    return invoke


def answers(result):
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_each_line_gets_its_clues(run):
    result = run(['{"id": 1, "text": "电话13812345678"}', '{"id": "b", "text": "你好"}'])
    assert result.exit_code == 0
    assert answers(result) == [
        {"id": 1, "clues": [{"type": "phone", "value": "+8613812345678"}]},
        {"id": "b", "clues": []},
    ]


def test_a_city_gives_local_numbers_their_area(run):
    city = load_cities(Path("cities.yaml"))[0]
    result = run([f'{{"id": 1, "text": "请拨打87654321", "city": "{city.slug}"}}'])
    assert answers(result)[0]["clues"] == [{"type": "phone", "value": f"+86{city.area_code[1:]}87654321"}]


def test_full_adds_display_hints_and_span(run):
    result = run(['{"id": 1, "text": "来电+8695588"}'], "--full")
    assert answers(result)[0]["clues"] == [
        {
            "type": "phone",
            "value": "+8695588",
            "display": "+8695588",
            "hints": ["forged_display"],
            "span": [2, 10],
        }
    ]


@pytest.mark.parametrize(
    "bad",
    [
        b"{not json",
        b"[1, 2]",
        b'{"id": 1}',
        b'{"id": 1, "text": 5}',
        b'{"id": 1, "text": "a", "city": "nowhere"}',
        b'{"id": 1, "text": "a", "city": 5}',
        b'{"id": 1, "text": "\xff"}',
        b"[" * 100_000,
    ],
)
def test_a_bad_line_is_named_and_the_rest_goes_on(run, bad):
    result = run(b'{"id": 1, "text": "110\xe6\x9d\xa5\xe7\x94\xb5"}\n' + bad + b'\n\n{"id": 3, "text": ""}\n')
    assert result.exit_code == 1
    assert [answer["id"] for answer in answers(result)] == [1, 3]
    assert result.stderr.startswith("line 2: ")
    assert len(result.stderr.splitlines()) == 1


def test_a_file_is_read_as_well(run, tmp_path):
    path = tmp_path / "messages.jsonl"
    path.write_text('{"id": 1, "text": "QQ：12345678"}\n', "utf-8")
    result = CliRunner().invoke(find, [str(path)])
    assert answers(result) == [{"id": 1, "clues": [{"type": "qq", "value": "12345678"}]}]


def test_a_missing_file_is_a_usage_error():
    assert CliRunner().invoke(find, ["nothing.jsonl"]).exit_code == 2


def test_half_a_surrogate_is_no_reason_to_stop(run):
    result = run(['{"id": 1, "text": "\\ud83d 13812345678"}'])
    assert answers(result)[0]["clues"] == [{"type": "phone", "value": "+8613812345678"}]
