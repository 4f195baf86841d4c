"""docs/widget.md names exactly the attributes, properties, parts, events and files there are."""

import re

import pytest


@pytest.fixture(scope="module")
def docs(built):
    return (built.parents[1] / "docs" / "widget.md").read_text("utf-8")


@pytest.fixture(scope="module")
def source(built):
    folder = built.parents[1] / "widget"
    return "\n".join(
        file.read_text("utf-8")
        for pattern in ("src/*.js", "css/*.css")
        for file in sorted(folder.glob(pattern))
    )


def _section(docs, title):
    """Codes in the first column of the table under a heading."""
    text = docs.split(f"\n## {title}\n")[1].split("\n## ")[0]
    return set(re.findall(r"^\| `([^`]+)`", text, re.MULTILINE))


def test_attributes(docs, source):
    read = set(re.findall(r'getAttribute\("(\w+)"\)', source))
    styled = set(re.findall(r":host\((?::not\()?\[(\w+)=", source))
    assert _section(docs, "Attributes") == read | styled


def test_properties(docs, source):
    assert _section(docs, "Properties") == set(re.findall(r"var\((--af-[a-z-]+)", source))


def test_parts(docs, source):
    assert _section(docs, "Parts") == set(re.findall(r'part(?:: |", )"(\w+)"', source))


def test_events(docs, source):
    assert _section(docs, "Events") == {
        f"city-antifraud:{name}" for name in re.findall(r'emit\("(\w+)"', source)
    }


def test_files(docs, built):
    assert _section(docs, "Files") == {file.name for file in built.iterdir() if file.name[0] != "."}
