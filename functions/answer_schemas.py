"""The shape of each answer, for the API description and the tests that hold answers to it. Checks nothing."""

from typing import Any, ClassVar

from marshmallow import INCLUDE, Schema, fields, validate

from antifraud.appeals import FINDINGS, WAYS
from antifraud.appeals import REASONS as APPEAL_REASONS
from antifraud.appeals import STATES as APPEAL_STATES
from antifraud.cases import WHY
from antifraud.clues.model import KINDS
from antifraud.evidence_files import REASONS, STATES
from antifraud.reports import CATEGORIES, MARKS, STATUSES
from antifraud.verdicts import LEVELS


def _codes() -> fields.List[str]:
    return fields.List(fields.String(), required=True)


def _text(*, optional: bool = False) -> fields.String:
    return fields.String(required=True, allow_none=optional)


def _one_of(codes: tuple[str, ...]) -> fields.String:
    return fields.String(required=True, validate=validate.OneOf(codes))


class TextAnswer(Schema):
    """One text in every language."""

    zh = _text()
    zh_hant = fields.String(required=True, data_key="zh-Hant")
    en = _text()


class VerdictAnswer(Schema):
    """What is said of a clue."""

    level = _one_of(LEVELS)
    reasons = _codes()
    flags = _codes()
    reports = fields.Integer(required=True)
    reporters = fields.Integer(required=True)
    cities = _codes()
    categories = _codes()
    first_seen = fields.Date(required=True, allow_none=True)
    last_seen = fields.Date(required=True, allow_none=True)
    source = fields.Nested(TextAnswer, required=True, allow_none=True)
    owner = fields.Nested(TextAnswer, required=True, allow_none=True)
    dial = _text(optional=True)


class ClueAnswerShape(Schema):
    """A clue with its verdict and what to do."""

    kind = _one_of(KINDS)
    value = _text()
    display = _text()
    hints = _codes()
    verdict = fields.Nested(VerdictAnswer, required=True)
    advice = _codes()


class SoundsAnswer(Schema):
    """A kind of fraud that the words of a message sound like, and the phrases of our list that say so."""

    category = _one_of(CATEGORIES)
    phrases = _codes()


class LookupAnswer(Schema):
    """The answer to a look-up."""

    city = _text()
    city_count = fields.Integer(required=True)
    overall = _one_of(LEVELS)
    asked_at = fields.DateTime(required=True)
    clues = fields.List(fields.Nested(ClueAnswerShape), required=True)
    advice = _codes()
    sounds_like = fields.List(fields.Nested(SoundsAnswer), required=True)


class ReportedClue(Schema):
    """A clue as a receipt shows it."""

    kind = _one_of(KINDS)
    display = _text()


class Step(Schema):
    """One step of what becomes of a report."""

    step = _text()
    done = fields.Boolean(required=True)
    at = fields.DateTime(required=True, allow_none=True)
    why = fields.String(required=True, allow_none=True, validate=validate.OneOf(WHY))


class FileAnswer(Schema):
    """What became of a file."""

    number = fields.Integer(required=True)
    state = _one_of(STATES)
    why = fields.String(required=True, allow_none=True, validate=validate.OneOf(REASONS))


class ReceiptAnswer(Schema):
    """A report as its reporter sees it."""

    receipt = _text(optional=True)
    status = _one_of(STATUSES)
    city = _text()
    received_at = fields.DateTime(required=True)
    category = _one_of(CATEGORIES)
    mark = fields.String(required=True, allow_none=True, validate=validate.OneOf(MARKS))
    clues = fields.List(fields.Nested(ReportedClue), required=True)
    timeline = fields.List(fields.Nested(Step), required=True)
    call_back_phrase = fields.Nested(TextAnswer, required=True, allow_none=True)
    files = fields.List(fields.Nested(FileAnswer), required=True)
    next_steps = _codes()
    contact_rules = _codes()


class FileForm(Schema):
    """A form to post: all `fields` in any order, and behind them the file as `file`."""

    url = _text()
    fields_ = fields.Dict(fields.String(), fields.String(), required=True, data_key="fields")


class PlaceAnswer(Schema):
    """A place for a file: its number in the receipt, and the form that fills it."""

    number = fields.Integer(required=True)
    expires_at = fields.DateTime(required=True)
    upload = fields.Nested(FileForm, required=True)


class AppealSite(Schema):
    """What to put where, so that a site shows whose it is: this line into that file."""

    file = _text()
    line = _text()


class AppealEvent(Schema):
    """One thing that happened to an appeal."""

    step = _text()
    at = fields.DateTime(required=True)


class AppealAnswer(Schema):
    """An appeal as its owner sees it."""

    appeal = _text()
    state = _one_of(APPEAL_STATES)
    overdue = fields.Boolean(required=True)
    city = _text()
    clue = fields.Nested(ReportedClue, required=True)
    reason = _one_of(APPEAL_REASONS)
    way = _one_of(WAYS)
    site = fields.Nested(AppealSite, required=True, allow_none=True)
    started_at = fields.DateTime(required=True)
    prove_by = fields.DateTime(required=True)
    due = fields.DateTime(required=True, allow_none=True)
    finding = fields.String(required=True, allow_none=True, validate=validate.OneOf(FINDINGS))
    timeline = fields.List(fields.Nested(AppealEvent), required=True)
    next_steps = _codes()
    rules = _codes()


class GenuineHost(Schema):
    """A host that may show the window of a city, and its code of the day."""

    host = _text()
    code = _text()


class GenuineAnswer(Schema):
    """The codes of the day; `yours` is of the page that asked, if it is one of them."""

    city = _text()
    day = fields.Date(required=True)
    yours = fields.Nested(GenuineHost, required=True, allow_none=True)
    hosts = fields.List(fields.Nested(GenuineHost), required=True)


class CityAnswer(Schema):
    """A city."""

    slug = _text()
    name = fields.Nested(TextAnswer, required=True)
    province = fields.Nested(TextAnswer, required=True)
    adcode = _text()
    area_code = _text()
    rollout = _text()


class CitiesAnswer(Schema):
    """All cities."""

    cities = fields.List(fields.Nested(CityAnswer), required=True)


class StatusAnswer(Schema):
    """Whether the function and its database answer."""

    status = _text()
    database = _text()
    environment = _text()
    city = _text(optional=True)
    cities = fields.Integer(required=True)
    guards_open = fields.Dict(fields.String(), fields.Integer(), required=True)


class WorkAnswer(Schema):
    """What to derive: the `counter` whose key begins with `keyPrefix`, as ALTCHA's version 2 says."""

    algorithm = _text()
    cost = fields.Integer(required=True)
    keyLength = fields.Integer(required=True)  # noqa: N815 - ALTCHA's names
    keyPrefix = _text()  # noqa: N815
    nonce = _text()
    salt = _text()
    keySignature = _text()  # noqa: N815
    data = fields.Dict(fields.String(), fields.Integer(), required=True)


class ChallengeAnswer(Schema):
    """A challenge, to be sent back as it is with its solution."""

    parameters = fields.Nested(WorkAnswer, required=True)
    signature = _text()


class MessagesAnswer(Schema):
    """The sentences of one language by section and code."""

    class Meta:
        """The sections that every language has; there are more."""

        unknown = INCLUDE
        include: ClassVar[dict[str, fields.Field[Any]]] = {
            section: fields.Dict(fields.String(), fields.String(), required=True)
            for section in ("levels", "meanings", "reasons", "flags", "hints", "advice", "errors", "fields")
        }


class FieldProblem(Schema):
    """One faulty field."""

    field = _text()
    code = _text()


class Problem(Schema):
    """Every error, as RFC 9457 has it; a look-up during an outage adds its answer."""

    class Meta:
        """RFC 9457 lets an error carry more."""

        unknown = INCLUDE

    type = _text()
    title = _text()
    status = fields.Integer(required=True)
    code = _text()
    fields_ = fields.List(fields.Nested(FieldProblem), required=True, data_key="fields")
    request_id = _text()
    hotlines = fields.List(fields.String())
