"""Every code has its sentence in both languages, and no sentence is left that no code asks for."""

import ast
import json
import re
from pathlib import Path

import pytest

from antifraud import cases, directory, reports, sources, verdicts
from antifraud.advice import advice_for, advice_for_message
from antifraud.clues import find
from antifraud.clues.model import KINDS
from antifraud.evidence_files import REASONS, STATES
from antifraud.messages import load_messages
from functions.receipts import CONTACT_RULES, NEXT_STEPS
from functions.schemas import MarkRequest, ReportRequest

ROOT = Path(__file__).parents[2]
MESSAGES = load_messages()
CHINESE = MESSAGES["zh-Hans"]


def _error_codes() -> set[str]:
    """Return the codes of errors that docs/api.md lists, which its own test holds in step with the code."""
    api = (ROOT / "docs" / "api.md").read_text("utf-8")
    return set(re.findall(r"^\| \d+ \| `(\w+)` \|", api, re.MULTILINE)) | {"no_network"}


def _constants(path: str, *names: str) -> set[str]:
    """Return every lower-case code in the calls and keywords named, in one file."""
    found = set()
    for node in ast.walk(ast.parse((ROOT / path).read_text("utf-8"))):
        called = (
            isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in names
        )
        keyword = isinstance(node, ast.keyword) and node.arg in names
        if called or keyword:
            found |= _texts([node.value] if keyword else node.args)
    return {code for code in found if re.fullmatch(r"[a-z]+(_[a-z]+)+|invalid|required|empty|negative", code)}


def _texts(nodes: list[ast.expr]) -> set[str]:
    """Return the text constants in some expressions; of a dict only its values."""
    inside = [value for node in nodes for value in (node.values if isinstance(node, ast.Dict) else [node])]
    leaves = [leaf for node in inside for leaf in ast.walk(node)]
    return {leaf.value for leaf in leaves if isinstance(leaf, ast.Constant) and isinstance(leaf.value, str)}


def _hints() -> set[str]:
    """Return every hint that the clues of all test vectors get."""
    texts: set[str] = set()
    for file in (ROOT / "tests" / "vectors").glob("clues_*.json"):
        texts |= set(re.findall(r'"text": "((?:[^"\\]|\\.)*)"', file.read_text("utf-8")))
    return {hint for text in texts for clue in find(json.loads(f'"{text}"'), "0571") for hint in clue.hints}


LEVEL_ADVICE = {code for level in verdicts.LEVELS for kind in KINDS for code in advice_for(level, kind)}
FOUND = ((), ((),), (tuple(directory.FORGED),))
MESSAGE_ADVICE = {
    code for level in verdicts.LEVELS for hints in FOUND for code in advice_for_message(level, hints)
}
USED = {
    "levels": set(verdicts.LEVELS),
    "meanings": set(verdicts.LEVELS),
    "kinds": set(KINDS),
    "categories": set(reports.CATEGORIES),
    "truths": {*verdicts.LEVELS, *reports.CATEGORIES},
    "sectors": set(directory.SECTORS),
    "sources": sources.AUTHORITIES,
    "advice": LEVEL_ADVICE | MESSAGE_ADVICE,
    "hints": _hints() | set(directory.FORGED),
    "next_steps": set(NEXT_STEPS),
    "contact_rules": set(CONTACT_RULES),
    "statuses": set(reports.STATUSES),
    "steps": {reports.RECEIVED, reports.COUNTED, reports.UNDER_REVIEW, *cases.USUAL, cases.NOT_PURSUED},
    "why_not_pursued": set(cases.WHY),
    "channels": set(reports.CHANNELS),
    "marks": set(reports.MARKS),
    "file_states": set(STATES),
    "file_faults": set(REASONS),
    "flags": {sources.DEMO, "disputed", "cleared"},
    "field_names": set(ReportRequest().fields) | set(MarkRequest().fields),
    "errors": _error_codes(),
    "fields": _constants("functions/schemas.py", "ValidationError", "error", "error_messages")
    | _constants("functions/field_kinds.py", "ValidationError", "error", "error_messages")
    | _constants("functions/report.py", "Fault")
    | _constants("functions/lookup.py", "Fault"),
    "import": _constants("antifraud/listfile.py", "Line")
    | _constants("antifraud/usecases/import_list.py", "Rejected"),
    "reasons": {
        code for code in CHINESE["reasons"] if f'"{code}"' in (ROOT / "antifraud/verdicts.py").read_text()
    },
}
"""The codes that the code can produce, by section."""


@pytest.mark.parametrize("section", USED)
def test_every_code_has_its_sentence(section):
    assert USED[section] - CHINESE[section].keys() == set()


def test_both_languages_have_the_same_sections_codes_and_placeholders():
    english = MESSAGES["en"]
    shape = {
        section: {code: _holes(text) for code, text in codes.items()} for section, codes in CHINESE.items()
    }
    other = {
        section: {code: _holes(text) for code, text in codes.items()} for section, codes in english.items()
    }
    assert other == shape
    assert all(text.strip() for codes in (*CHINESE.values(), *english.values()) for text in codes.values())


def _holes(text: str) -> set[str]:
    return set(re.findall(r"\{(\w*)\}", text))


def _sources() -> str:
    folders = ("antifraud", "functions", "site/templates", "widget/src", "tools")
    kinds = ("*.py", "*.html", "*.js")
    files = (file for folder in folders for kind in kinds for file in (ROOT / folder).rglob(kind))
    return "\n".join(file.read_text("utf-8") for file in files)


def test_no_sentence_is_orphaned():
    text = _sources()
    orphans = [
        f"{section}.{code}"
        for section, codes in CHINESE.items()
        for code in codes
        if not re.search(rf"""["'.]{code}\b""", text)
    ]
    assert orphans == []


def test_every_sentence_that_a_page_asks_for_is_there():
    templates = (ROOT / "functions" / "templates").glob("*.html")
    asked = {
        pair
        for file in templates
        for pair in re.findall(r"words\.(\w+)\.(\w+)\b(?!\()", file.read_text("utf-8"))
    }
    missing = {
        pair for pair in asked if pair[1] != "get" and pair[1] != "items" and pair[1] not in CHINESE[pair[0]]
    }
    assert missing == set()
