"""The city `sandbox`: the same routes on answers that never change. It reads and writes no row of the table.

Any page may ask it. What is reported here is checked like a report, acknowledged, and forgotten.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from antifraud.errors import StoreUnavailableError
from antifraud.ports import Admission, Kept, Known
from antifraud.sandbox import CITY, OUTAGE, RECEIPT_KEY, REPORT, SLUG, known_of
from antifraud.usecases.look_up import Sources
from functions.counting import Counting
from functions.opened import Opened

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

    from antifraud.keys import ClueKey
    from antifraud.reports import Report, ReportKey
    from functions.parts import Parts

FOR_ANYBODY = (("Access-Control-Allow-Origin", "*"), ("Access-Control-Allow-Headers", "Content-Type"))


@dataclass(frozen=True, slots=True)
class FixedAnswers:
    """What is known, always the same; one number stands for a database that is down."""

    def read(self, keys: Sequence[ClueKey]) -> Mapping[ClueKey, Known]:
        """Return what is always known of clues."""
        if OUTAGE in keys:
            raise StoreUnavailableError
        found = {key: known_of(key) for key in keys}
        return {key: known for key, known in found.items() if known}


@dataclass(frozen=True, slots=True)
class Forgetful:
    """Keeps no report and knows one, which every receipt leads to."""

    def put(self, report: Report) -> Kept:
        """Return the report with the receipt that every report here has."""
        return Kept(replace(report, key=RECEIPT_KEY), new=True)

    def amend(self, key: ReportKey, *_: object) -> Report | None:
        """Return the one report there is."""
        return self.get(key)

    def withdraw(self, key: ReportKey, *_: object) -> Report | None:
        """Return the one report there is."""
        return self.get(key)

    def get(self, key: ReportKey) -> Report | None:
        """Return the one report there is."""
        return REPORT if key == RECEIPT_KEY else None

    def counted_up_to(self, *_: object) -> datetime | None:
        """Tell that it is in the verdict."""
        return REPORT.at


class Nothing:
    """Stands for cases and counters: nobody did anything, and everybody may go on."""

    def steps(self, *_: object) -> tuple[()]:
        """Return no step."""
        return ()

    def add(self, *_: object) -> bool:
        """Add nothing."""
        return False

    def count(self, *_: object) -> int:
        """Return that nothing was counted."""
        return 0

    def admit(self, *_: object) -> Admission:
        """Let it through."""
        return Admission(counted=True, counts={}, used=False)


class OpenGate:
    """Holds nothing for review: nothing is written."""

    def admit(self, *_: object) -> frozenset[str]:
        """Return no clue."""
        return frozenset()


class NoDays:
    """Counts no day."""

    def add(self, *_: object) -> None:
        """Forget the counts."""


def sandbox_parts(parts: Parts) -> Parts:
    """Return parts of which the sandbox's routes reach no database."""
    counting = Counting(NoDays(), parts.now, parts.new_id, lambda _work: None)
    return replace(
        parts,
        settings=replace(parts.settings, city=None),
        cities={SLUG: CITY},
        sources=Sources(FixedAnswers(), parts.sources.directory, parts.sources.keys),
        reports=Forgetful(),
        cases=Nothing(),
        counter=Nothing(),
        counting=counting,
        opened=Opened(counting),
        gate=OpenGate(),
    )


def beside(app: WSGIApplication, sandbox: WSGIApplication) -> WSGIApplication:
    """Return an app that asks `sandbox` for the addresses of its city, on behalf of any page."""

    def route(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        if not environ.get("PATH_INFO", "").startswith(f"/v1/{SLUG}/"):
            return app(environ, start)
        nobody = {name: value for name, value in environ.items() if name != "HTTP_ORIGIN"}

        def start_for_anybody(status: str, headers: list[tuple[str, str]], failure: Any = None) -> Any:  # noqa: ANN401
            return start(status, [*headers, *FOR_ANYBODY], failure)

        return sandbox(nobody, start_for_anybody)

    return route
