"""Writes traditional Chinese, all of it made from simplified: message files, and a table of the Chinese data.

`python -m tools.traditional`, whenever a Chinese sentence, a city or an official name has changed; `--check`
only says what is not in step. The converter is widget/traditional.mjs: nothing converts at run time.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

from antifraud.callback import list_words
from antifraud.cities import Text
from antifraud.cityfile import load_cities
from antifraud.directory import load_directory
from antifraud.errors import ToolError
from antifraud.sandbox import CITY
from antifraud.sitegen.banks import list_bank_lines
from antifraud.sounds import load_phrases
from tools.front import install
from tools.node import npm_command

FOLDERS = ("antifraud/messages", "site/messages", "widget/messages")
TABLE = "antifraud/data/traditional.json"
COMMAND = "python -m tools.traditional"


def made(root: Path) -> dict[str, str]:
    """Return what each file must hold, by its path below `root`, a clone of this one."""
    sentences = {folder: json.loads(_read(root / folder / "zh-Hans.json")) for folder in FOLDERS}
    names = sorted(_data(root))
    converted = _convert({"sentences": sentences, "names": names}, root)
    table = {name: other for name, other in zip(names, converted["names"], strict=True) if name != other}
    files = {f"{folder}/zh-Hant.json": _json(tree, 2) for folder, tree in converted["sentences"].items()}
    return {**files, TABLE: _json(table, 0)}


def stale(root: Path) -> list[str]:
    """Return the files below `root` that are missing or hold something else than they must."""
    return [path for path, text in made(root).items() if _read(root / path) != text]


def write(root: Path) -> None:
    """Write every file; one that would not change is left alone."""
    for path, text in made(root).items():
        if _read(root / path) != text:
            (root / path).write_text(text, "utf-8")


def chinese_in(value: object) -> Iterator[str]:
    """Yield the Chinese of every text inside a value, however deep."""
    if isinstance(value, Text):
        yield value.zh
    elif isinstance(value, Mapping):
        yield from chinese_in(tuple(value.values()))
    elif is_dataclass(value):
        yield from chinese_in([getattr(value, one.name) for one in fields(value)])
    elif isinstance(value, tuple | list):
        for one in value:
            yield from chinese_in(one)


def _data(root: Path) -> Iterable[str]:
    """Return every distinct Chinese text that is shown and stands in no message file."""
    banks = list_bank_lines()
    told = chinese_in([load_cities(root / "cities.yaml"), CITY, load_directory(), list_words(), banks])
    authorities = json.loads(_read(root / FOLDERS[0] / "zh-Hans.json"))["sources"].values()
    phrases = (one.shown for one in load_phrases())
    return {*told, *authorities, *phrases, *(name for bank in banks for name in bank.names)}


def _convert(given: Mapping[str, Any], root: Path) -> Any:  # noqa: ANN401 - as read from JSON
    install(root)
    command = [npm_command(), "run", "--silent", "--prefix", str(root / "widget"), "traditional"]
    told = json.dumps(given, ensure_ascii=False)
    done = subprocess.run(command, input=told, capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode:
        raise ToolError(f"the converter failed:\n{done.stderr}")
    return json.loads(done.stdout)


def _read(file: Path) -> str:
    return file.read_text("utf-8") if file.exists() else ""


def _json(value: object, indent: int) -> str:
    return json.dumps(value, ensure_ascii=False, indent=indent) + "\n"


def main(arguments: list[str], root: Path) -> str | None:
    """Write, or with `--check` look; return what to tell when something is not in step."""
    parser = argparse.ArgumentParser(prog=COMMAND, description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing, say what is not in step")
    if not parser.parse_args(arguments).check:
        write(root)
        return None
    found = stale(root)
    return f"not in step with the simplified Chinese: {', '.join(found)}; run {COMMAND}" if found else None


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:], Path()))
    except ToolError as error:
        sys.exit(str(error))
