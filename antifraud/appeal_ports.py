"""What the use cases of appeals need of the outside, as Protocols, like `ports`."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from antifraud.appeals import Appeal, Event
from antifraud.keys import ClueKey


@dataclass(frozen=True, slots=True)
class Wording:
    """A message that carries a code: `{code}` stands in its text. The subject is for e-mail."""

    subject: str
    text: str


class AppealKeeper(Protocol):
    """Keeps appeals, their audit trail and what an appeal does to a clue; each step is one transaction."""

    def start(self, appeal: Appeal, sealed: bytes, event: Event) -> None:
        """Store a new appeal with its sealed text. Raises StoreError."""

    def get(self, appeal_id: str) -> Appeal | None:
        """Return an appeal as it is at this moment."""

    def events(self, appeal_id: str) -> list[Event]:
        """Return its audit trail, oldest first."""

    def sealed(self, appeal_id: str) -> bytes | None:
        """Return its sealed text while that is kept."""

    def set_code(self, appeal: Appeal, kept: str, valid_until: datetime, event: Event) -> None:
        """Keep a new code in place of the last one, with no attempt made; raises AppealStepError."""

    def try_code(self, appeal_id: str, now: datetime, most: int) -> str | None:
        """Count an attempt and return the kept code; None for an expired code and after `most` attempts."""

    def move(self, before: Appeal, after: Appeal, event: Event) -> None:
        """Store a step with all it does to the clue.

        Raises AppealStepError when the appeal has moved since it was read, AppealOpenError when another
        appeal on the clue is open.
        """

    def waiting(self) -> Iterator[Appeal]:
        """Yield every appeal that waits for people, soonest due first."""

    def refused_until(self, clue: ClueKey) -> datetime | None:
        """Return until when a clue cannot be appealed for again, because an appeal on it was refused."""

    def clearing(self, clue: ClueKey) -> str | None:
        """Return the appeal by which a clue was cleared; None for a clue that is not cleared."""


class Sender(Protocol):
    """Sends a text to a number or an address."""

    @property
    def ways(self) -> frozenset[str]:
        """The ways that it can send in."""

    def send(self, way: str, to: str, wording: Wording) -> None:
        """Send it; raises SendError."""


class SiteProof(Protocol):
    """Looks at a site."""

    def shows(self, host: str, token: str) -> bool:
        """Tell whether the site shows the token; raises SiteError when it cannot be asked."""
