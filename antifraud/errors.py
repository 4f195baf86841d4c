"""The one exception tree. The class decides the handling, the code is the contract, the text is for us.

AntifraudError
├── InputError              what we were given cannot be used; nothing was changed
│   ├── FieldsError         fields of a request, all faults at once
│   ├── BodyError           a body that cannot be read at all
│   ├── BodyTypeError       a body in a format we do not read
│   ├── TooLargeError       a body over the limit
│   ├── ClueError           a text that is no clue of the kind asked for
│   ├── UnknownCityError    a city that is not in cities.yaml
│   ├── UnknownReceiptError a receipt that no report answers to
│   ├── CityFileError       cities.yaml, all faults at once
│   ├── ImportFileError     a partner's list that cannot be read as one
│   └── SettingsError       the environment, all faults at once
├── RefusedError            understood, and not allowed
│   ├── OriginError         a page that the city has not allowed to ask
│   ├── TooManyError        more requests than the limit
│   └── CityPausedError     a city whose window is switched off for now
├── StoreError              the database did not do it; what was typed must be kept
│   ├── StoreUnavailableError    no answer, or an answer that it cannot
│   ├── StoreBusyError           throttled or in conflict; the same request may succeed later
│   └── StoreRefusedError   understood and refused: rights, name or form are wrong
├── DeployError             a deployment that could not be done; says what and what to do
├── FoldError               a batch of the stream that cannot be folded as a whole
└── ToolError               a tool of the machine is missing or failed; says what to install

No error text, and no attribute of an error, ever holds what a resident pasted.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: where (a field, or `line:column`), a stable code, a sentence for us."""

    where: str
    code: str
    text: str = ""


class AntifraudError(Exception):
    """The root of the tree; `faults` lists everything that was found wrong, not only the first."""

    code: ClassVar[str] = "internal"

    def __init__(self, text: str = "", faults: Sequence[Fault] = ()) -> None:
        """Keep the sentence and the faults."""
        super().__init__(text or self.code)
        self.faults = tuple(faults)


class InputError(AntifraudError):
    """What we were given cannot be used; nothing was changed."""

    code = "bad_input"


class FieldsError(InputError):
    """Fields of a request, all faults at once."""

    code = "invalid_fields"


class BodyError(InputError):
    """A body that cannot be read at all."""

    code = "unreadable_body"


class BodyTypeError(InputError):
    """A body in a format we do not read."""

    code = "unsupported_type"


class TooLargeError(InputError):
    """A body over the limit."""

    code = "too_large"


class ClueError(InputError):
    """A text that is no clue of the kind asked for."""

    code = "not_a_clue"


class UnknownCityError(InputError):
    """A city that is not in cities.yaml."""

    code = "unknown_city"


class UnknownReceiptError(InputError):
    """A receipt that no report answers to."""

    code = "unknown_receipt"


class CityFileError(InputError):
    """cities.yaml cannot be used; `faults` carry `line:column`."""

    code = "bad_city_file"


class ImportFileError(InputError):
    """A partner's list that cannot be read as one."""

    code = "bad_import_file"


class SettingsError(InputError):
    """The environment holds settings that cannot be used."""

    code = "bad_settings"


class RefusedError(AntifraudError):
    """Understood, and not allowed."""

    code = "refused"


class OriginError(RefusedError):
    """A page that the city has not allowed to ask."""

    code = "origin_not_allowed"


class TooManyError(RefusedError):
    """More requests than the limit; `wait` seconds until the next may succeed."""

    code = "too_many_requests"

    def __init__(self, text: str = "", wait: int = 60) -> None:
        """Keep the seconds to wait."""
        super().__init__(text)
        self.wait = wait


class CityPausedError(RefusedError):
    """A city whose window is switched off for now."""

    code = "city_paused"


class StoreError(AntifraudError):
    """The database did not do it."""

    code = "store_unavailable"


class StoreUnavailableError(StoreError):
    """No answer from the database, or an answer that it cannot."""


class StoreBusyError(StoreError):
    """Throttled or in conflict; the same request may succeed later."""

    code = "store_busy"


class DeployError(AntifraudError):
    """A deployment that could not be done; the sentence names what and what to do."""

    code = "deploy_failed"


class StoreRefusedError(StoreError):
    """Understood and refused: rights, name or form are wrong, and asking again cannot help."""


class FoldError(AntifraudError):
    """A batch of the stream that cannot be folded as a whole."""

    code = "fold_failed"


class ToolError(AntifraudError):
    """A tool of the machine is missing or failed; the text says what to install."""

    code = "tool_missing"
