"""`python -m antifraud suffixes`: writes the bundled public suffix list anew from the installed package.

Nothing else reads the package `publicsuffixlist`: a function on AWS gets the small file alone.
"""

from collections.abc import Iterable, Iterator
from importlib import resources
from pathlib import Path

import click

TARGET = Path(__file__).parent.parent / "data" / "public_suffixes.txt"
_HEADER = """\
// The Public Suffix List, comments removed and names in punycode, by `python -m antifraud suffixes`.
// Source: https://publicsuffix.org/list/public_suffix_list.dat, Mozilla Public License 2.0
"""


@click.command("suffixes")
def suffixes() -> None:
    """Write the list of public suffixes anew from the installed package."""
    source = resources.files("publicsuffixlist").joinpath("public_suffix_list.dat")
    lines = pack_suffixes(source.read_text("utf-8").splitlines())
    TARGET.write_text(_HEADER + "\n".join(lines) + "\n", encoding="ascii")
    click.echo(f"{len(lines)} lines written to {TARGET}")


def pack_suffixes(lines: Iterable[str]) -> list[str]:
    """Drop the comments of the published list, write punycode and sort; its version stays as a comment."""
    version: list[str] = []
    rules: set[str] = set()
    for line in lines:
        if line.startswith("// VERSION:"):
            version.append(line)
        rules.update(_rule(line))
    return version + sorted(rules)


def _rule(line: str) -> Iterator[str]:
    name = line.strip()
    if name and not name.startswith("//"):
        yield ".".join(_label(label) for label in name.split("."))


def _label(label: str) -> str:
    return label if label.isascii() else "xn--" + label.encode("punycode").decode()
