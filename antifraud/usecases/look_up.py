"""Look clues up: what is known of each, judged, with what to do. It reads and never writes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from antifraud.advice import FORGERIES, advice_for, advice_for_message
from antifraud.cities import City
from antifraud.clues import Clue, find, parse
from antifraud.clues.model import URL
from antifraud.directory import Directory, Owner
from antifraud.errors import ClueError, StoreError
from antifraud.keys import ClueKey, Keys
from antifraud.ports import Known, KnownReader
from antifraud.sounds import Sounds, sounds_like
from antifraud.tallies import together
from antifraud.verdicts import (
    COULD_NOT_LOOK,
    HIGH_RISK,
    LEVELS,
    NO_RECORD,
    OFFICIAL,
    OVERALL_ORDER,
    REPORTED,
    UNAVAILABLE,
    Verdict,
    judge,
    overall_level,
)

MAX_CLUES = 20
"""Clues of one text that are looked up; a message with more is a list, not a message."""

_SILENT = frozenset({NO_RECORD, UNAVAILABLE})
"""Levels of a reading that need not be shown beside another."""

_BELOW_OFFICIAL = frozenset({HIGH_RISK, REPORTED})
"""Levels that do not count against an official line because its digits can be read as something else."""

_ONE_THING = 64
"""Characters of a text that may be one thing rather than a message."""


@dataclass(frozen=True, slots=True)
class Sources:
    """Where a look-up looks."""

    known: KnownReader
    directory: Directory
    keys: Keys


@dataclass(frozen=True, slots=True)
class ClueAnswer:
    """What we say about one clue."""

    clue: Clue
    verdict: Verdict
    owner: Owner | None
    advice: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What we say about everything that was typed; `failure` is set when the database was not reached.

    `sounds` is what the words of a whole message sound like: a hint, which no level depends on.
    """

    overall: str
    clues: tuple[ClueAnswer, ...]
    advice: tuple[str, ...]
    failure: StoreError | None = None
    sounds: tuple[Sounds, ...] = ()


def recognise(text: str, city: City) -> list[Clue]:
    """Return the clues of a text: every reading of one short thing, else what a message holds."""
    if len(text.strip()) <= _ONE_THING:
        try:
            return parse(text, None, city)
        except ClueError:
            pass
    return find(text, city)


def likeliest(clues: Sequence[Clue]) -> list[Clue]:
    """Return the first reading of each stretch of text, which is what a report is about."""
    return list({clue.span: clue for clue in reversed(clues)}.values())[::-1]


def look_up(clues: Sequence[Clue], sources: Sources, now: datetime, text: str = "") -> Answer:
    """Return the verdict on each of the first `MAX_CLUES` clues and on all together.

    What decides about them all comes first: somebody frightened may not read on.

    Where one stretch of text can be read as several clues, all are asked for in the same read; shown are
    those that something is known of, or else the likeliest. `text` is the message they were found in, if it
    was given.
    """
    asked = tuple(dict.fromkeys(clues[:MAX_CLUES]))
    keys = {clue: sources.keys.lookup_keys(clue.kind, clue.value) for clue in asked}
    known, failure = _read(
        sources.known, tuple(dict.fromkeys(key for group in keys.values() for key in group))
    )
    judged = [_answer(clue, keys[clue], known, sources.directory, now) for clue in asked]
    answers = tuple(sorted(_without_empty_readings(judged), key=_place))
    overall = overall_level(tuple(one.verdict.level for one in answers))
    advice = advice_for_message(overall, [one.clue.hints for one in answers])
    if len(set(clues)) > MAX_CLUES:
        advice = ("only_first_looked_up", *advice)
    return Answer(overall, answers, advice, failure, sounds_like(text))


def _without_empty_readings(answers: Sequence[ClueAnswer]) -> Iterator[ClueAnswer]:
    groups: dict[tuple[int, int], list[ClueAnswer]] = {}
    for one in answers:
        groups.setdefault(one.clue.span, []).append(one)
    for readings in groups.values():
        official = readings[0].verdict.level == OFFICIAL
        silent = _SILENT | _BELOW_OFFICIAL if official else _SILENT
        yield from [one for one in readings if one.verdict.level not in silent] or readings[:1]


def _read(
    reader: KnownReader, keys: Sequence[ClueKey]
) -> tuple[Mapping[ClueKey, Known] | None, StoreError | None]:
    if not keys:
        return {}, None
    try:
        return reader.read(keys), None
    except StoreError as error:
        return None, error


def _answer(
    clue: Clue,
    keys: Sequence[ClueKey],
    known: Mapping[ClueKey, Known] | None,
    directory: Directory,
    now: datetime,
) -> ClueAnswer:
    owner = directory.owner_of(clue)
    if known is not None:
        stored = [known.get(key, Known()) for key in keys]
        stored = stored if clue.kind == URL else [_together(stored)]
        verdict = _gravest([_judged(one, owner, now) for one in stored])
    else:
        verdict = _judged(Known(), owner, now) if owner else COULD_NOT_LOOK
    shown = owner if verdict.level == OFFICIAL else None
    return ClueAnswer(clue, verdict, shown, advice_for(verdict.level, clue.kind))


def _together(stored: Sequence[Known]) -> Known:
    """Return what is stored of one clue, which is under two keys while keys are rotated."""
    if len(stored) == 1:
        return stored[0]
    listings = {one.source: one for known in reversed(stored) for one in known.listings}
    return Known(together([one.evidence for one in stored]), tuple(listings.values()))


def _judged(known: Known, owner: Owner | None, now: datetime) -> Verdict:
    return judge(known.evidence, now, known.listings, official=owner is not None)


def _place(one: ClueAnswer) -> tuple[int, bool]:
    """Tell how early an answer is shown: by its level, and what looks forged before what does not."""
    return OVERALL_ORDER.index(one.verdict.level), FORGERIES.isdisjoint(one.clue.hints)


def _gravest(verdicts: Sequence[Verdict]) -> Verdict:
    """Return the gravest verdict; among equals the one on the nearest address, which comes first."""
    return min(verdicts, key=lambda one: LEVELS.index(one.level))
