"""What the alliance looks at by hand: statements held for review, and reports against official lines."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from antifraud.clues import parse
from antifraud.clues.model import PHONE, URL
from antifraud.directory import Directory, Owner
from antifraud.errors import ClueError
from antifraud.keys import ClueKey, Keys
from antifraud.ports import KnownReader, Reviewer, Ruling
from antifraud.verdicts import Evidence

_AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class Waiting:
    """A clue with statements that wait, and what stands on it besides."""

    clue: ClueKey
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Accused:
    """An official line or site that people reported, which residents are not shown."""

    clue: ClueKey
    owner: Owner
    evidence: Evidence


def list_waiting(reviewer: Reviewer, known: KnownReader) -> list[Waiting]:
    """Return the clues with statements that wait, most of them first. Raises StoreError."""
    clues = list(reviewer.waiting())
    found = [Waiting(clue, evidence) for clue, evidence in _evidence(clues, known).items()]
    return sorted(found, key=lambda one: -one.evidence.held)


def decide_held(clue: ClueKey, ruling: Ruling, reviewer: Reviewer, keys: Keys) -> int:
    """Rule all held statements on a clue, also those of before a rotation; return how many.

    Raises StoreError.
    """
    hashes = [one.short("clue", f"{clue.kind}#{clue.id}") for one in (keys, keys.before) if one]
    return sum(reviewer.decide(clue, clue_hash, ruling) for clue_hash in hashes)


def list_accused(directory: Directory, known: KnownReader, keys: Keys) -> list[Accused]:
    """Return the official lines and sites that people reported, most reported first. Raises StoreError."""
    owners = dict(_listed(directory, keys))
    found = _evidence(list(owners), known)
    accused = [
        Accused(clue, owners[clue], evidence) for clue, evidence in found.items() if evidence.reporters
    ]
    return sorted(accused, key=lambda one: -one.evidence.reporters)


def _listed(directory: Directory, keys: Keys) -> Iterator[tuple[ClueKey, Owner]]:
    named = [(PHONE, number, owner) for number, owner in directory.numbers.items()]
    named += [(URL, site, owner) for site, owner in directory.sites.items()]
    for kind, value, owner in named:
        try:
            clue = parse(value, kind)[0]
        except ClueError:
            continue
        yield keys.clue_key(clue.kind, clue.value), owner


def _evidence(clues: list[ClueKey], known: KnownReader) -> Mapping[ClueKey, Evidence]:
    found: dict[ClueKey, Evidence] = {}
    for start in range(0, len(clues), _AT_ONCE):
        some = clues[start : start + _AT_ONCE]
        found |= {clue: one.evidence for clue, one in known.read(some).items()}
    return found
