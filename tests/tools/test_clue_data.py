"""Python's patterns, words and tables as the twin in the browser is given them."""

import re
from pathlib import Path

import pytest

from tools.clue_data import write
from tools.jsregex import UntranslatableError, moved, translate

CLUES = Path(__file__).parents[2] / "widget" / "clues"


@pytest.mark.parametrize(
    ("pattern", "source"),
    [
        (r"a{2}b{1,}c{3,5}?", "a{2}b+c{3,5}?"),
        (r"(?P<name>ab|cd)(?:ef)?", "(?<name>ab|cd)(?:ef)?"),
        (r"(?<![a-c])x(?=y)(?!z)(?<=x)", "(?<![a-c])x(?=y)(?!z)(?<=x)"),
        (r"^a.$", r"^a[^\n](?=\n?$)"),
        (r"[^/\]-]\.", r"[^\-/\]]\."),
        ("\u200b|[中文]", "[\\u200b中文]"),
        ("(?i:k)s", "(?:[Kk\u212a])s"),
        ("📞|[\U0001f300-\U0001f302]", "[\\ue000-\\ue002\\ue1de]"),
    ],
)
def test_a_pattern_means_the_same(pattern, source):
    assert translate(re.compile(pattern)) == source


def test_without_regard_to_case_all_that_python_takes_is_written_out():
    assert translate(re.compile("i", re.IGNORECASE)) == "[Ii\u0130\u0131]"


def test_blanks_are_those_of_python():
    blanks = re.compile(translate(re.compile(r"[\s]")))
    units = map(chr, range(0x10000))
    assert [unit for unit in units if (blanks.fullmatch(unit) is not None) != unit.isspace()] == []


@pytest.mark.parametrize("pattern", [r"(a)\1", r"a\b", r"\d", "(?m:^a)", "\U0001d400"])
def test_what_has_no_equal_is_refused(pattern):
    with pytest.raises(UntranslatableError):
        translate(re.compile(pattern))


def test_pictures_keep_apart_and_other_characters_are_refused():
    assert moved("📞") == chr(0xE000 + ord("📞") - 0x1F300)
    assert moved("中") == "中"
    with pytest.raises(UntranslatableError):
        moved("𠀀")


def test_a_file_that_would_not_change_is_left_alone(tmp_path):
    write(tmp_path)
    before = {file.name: file.stat().st_mtime_ns for file in tmp_path.iterdir()}
    write(tmp_path)
    assert {file.name: file.stat().st_mtime_ns for file in tmp_path.iterdir()} == before
    assert set(before) == {"patterns.js", "facts.js", "names.js", "sounds.js", "banks.js"}


def test_everything_that_is_written_is_used(tmp_path):
    write(tmp_path)
    made = "".join(file.read_text("utf-8") for file in tmp_path.iterdir())
    users = (*CLUES.glob("*.js"), *(CLUES.parent / "paid").glob("*.js"))
    used = "".join(file.read_text("utf-8") for file in users)
    names = re.findall(r"^export const (\w+)", made, re.MULTILINE)
    assert len(names) > 90
    assert [name for name in names if not re.search(rf"\b{name}\b", used)] == []
