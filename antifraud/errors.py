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
│   ├── UnknownAppealError  a number that no appeal answers to
│   ├── WrongCodeError      not the code that was sent
│   ├── CityFileError       cities.yaml, all faults at once
│   ├── ImportFileError     a partner's list that cannot be read as one
│   ├── EvidenceFileError   a file beside a report that is not taken
│   └── SettingsError       the environment, all faults at once
├── RefusedError            understood, and not allowed
│   ├── OriginError         a page that the city has not allowed to ask
│   ├── TooManyError        more requests than the limit
│   ├── TooManyFilesError   a report with as many files as it may have
│   ├── ProofError          a proof of work that is not one of ours for this
│   │   ├── ProofExpiredError    too old
│   │   └── ProofUsedError       good once, and used
│   ├── CityPausedError     a city whose window is switched off for now
│   ├── NothingToAppealError  a clue of which nothing bad is shown
│   ├── AppealOpenError     a clue on which another appeal is open
│   ├── AppealedLatelyError  a clue on which an appeal was refused not long ago
│   ├── AppealStepError     a step that an appeal in this state does not allow
│   ├── CodeExpiredError    a code that is too old or was tried too often
│   ├── NotProvenError      a site that was asked and does not show the token
│   ├── SiteError           a site that cannot be asked
│   └── AuthorityError      an appeal that only the authority itself can let be upheld
├── StoreError              the database did not do it; what was typed must be kept
│   ├── StoreUnavailableError    no answer, or an answer that it cannot
│   ├── StoreBusyError           throttled or in conflict; the same request may succeed later
│   └── StoreRefusedError   understood and refused: rights, name or form are wrong
├── CaseError               a step of a case that cannot follow; says which can
├── SendError               a code that could not be sent
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

    def __init_subclass__(cls, code: str | None = None) -> None:
        """Set the code of a class; without one it has that of its parent."""
        cls.code = code or cls.code

    def __init__(self, text: str = "", faults: Sequence[Fault] = ()) -> None:
        """Keep the sentence and the faults."""
        super().__init__(text or self.code)
        self.faults = tuple(faults)


class InputError(AntifraudError, code="bad_input"):
    """What we were given cannot be used; nothing was changed."""


class FieldsError(InputError, code="invalid_fields"):
    """Fields of a request, all faults at once."""


class BodyError(InputError, code="unreadable_body"):
    """A body that cannot be read at all."""


class BodyTypeError(InputError, code="unsupported_type"):
    """A body in a format we do not read."""


class TooLargeError(InputError, code="too_large"):
    """A body over the limit."""


class ClueError(InputError, code="not_a_clue"):
    """A text that is no clue of the kind asked for."""


class UnknownCityError(InputError, code="unknown_city"):
    """A city that is not in cities.yaml."""


class UnknownReceiptError(InputError, code="unknown_receipt"):
    """A receipt that no report answers to."""


class UnknownAppealError(InputError, code="unknown_appeal"):
    """A number that no appeal answers to."""


class WrongCodeError(InputError, code="wrong_code"):
    """Not the code that was sent."""


class CityFileError(InputError, code="bad_city_file"):
    """cities.yaml cannot be used; `faults` carry `line:column`."""


class ImportFileError(InputError, code="bad_import_file"):
    """A partner's list that cannot be read as one."""


class EvidenceFileError(InputError, code="bad_evidence_file"):
    """A file beside a report that is not taken; `why` is one of `evidence_files.REASONS`."""

    def __init__(self, why: str = "") -> None:
        """Keep the reason."""
        super().__init__(why)
        self.why = why


class SettingsError(InputError, code="bad_settings"):
    """The environment holds settings that cannot be used."""


class RefusedError(AntifraudError, code="refused"):
    """Understood, and not allowed."""


class OriginError(RefusedError, code="origin_not_allowed"):
    """A page that the city has not allowed to ask."""


class TooManyError(RefusedError, code="too_many_requests"):
    """More requests than the limit; `wait` seconds until the next may succeed."""

    def __init__(self, text: str = "", wait: int = 60) -> None:
        """Keep the seconds to wait."""
        super().__init__(text)
        self.wait = wait


class ProofError(RefusedError, code="proof_invalid"):
    """A proof of work that is not one of ours for this; another attempt needs a new challenge."""


class ProofExpiredError(ProofError, code="proof_expired"):
    """A proof whose challenge is too old."""


class ProofUsedError(ProofError, code="proof_used"):
    """A proof that was good once, and used."""


class TooManyFilesError(RefusedError, code="too_many_files"):
    """A report with as many files as it may have."""


class CityPausedError(RefusedError, code="city_paused"):
    """A city whose window is switched off for now."""


class NothingToAppealError(RefusedError, code="nothing_to_appeal"):
    """A clue of which nothing bad is shown."""


class AppealOpenError(RefusedError, code="appeal_open"):
    """A clue on which another appeal is open."""


class AppealedLatelyError(RefusedError, code="appealed_lately"):
    """A clue on which an appeal was refused not long ago."""


class AppealStepError(RefusedError, code="appeal_step"):
    """A step that an appeal in this state does not allow."""


class CodeExpiredError(RefusedError, code="code_expired"):
    """A code that is too old or was tried too often; a new one may be asked for."""


class NotProvenError(RefusedError, code="not_proven"):
    """A site that was asked and does not show the token."""


class SiteError(RefusedError, code="site_unreachable"):
    """A site that cannot be asked: not found, not public, no answer in time."""


class AuthorityError(RefusedError, code="authority_stands"):
    """An authority's word stands against the appeal, and its agreement was not given."""


class StoreError(AntifraudError, code="store_unavailable"):
    """The database did not do it."""


class StoreUnavailableError(StoreError):
    """No answer from the database, or an answer that it cannot."""


class StoreBusyError(StoreError, code="store_busy"):
    """Throttled or in conflict; the same request may succeed later."""


class CaseError(AntifraudError, code="case_step"):
    """A step of a case that cannot follow; the sentence says which can."""


class SendError(AntifraudError, code="not_sent"):
    """A code that could not be sent; a new one may be asked for."""


class DeployError(AntifraudError, code="deploy_failed"):
    """A deployment that could not be done; the sentence names what and what to do."""


class StoreRefusedError(StoreError):
    """Understood and refused: rights, name or form are wrong, and asking again cannot help."""


class FoldError(AntifraudError, code="fold_failed"):
    """A batch of the stream that cannot be folded as a whole."""


class ToolError(AntifraudError, code="tool_missing"):
    """A tool of the machine is missing or failed; the text says what to install."""
