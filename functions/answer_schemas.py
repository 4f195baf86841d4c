"""The shape of each answer, for the API description and the tests that hold answers to it. Checks nothing."""

from typing import Any, ClassVar

from marshmallow import INCLUDE, Schema, fields, validate

from antifraud.clues.model import KINDS
from antifraud.reports import ALREADY_REPORTED, CATEGORIES, COUNTED, RECEIVED
from antifraud.verdicts import LEVELS


def _codes() -> fields.List[str]:
    return fields.List(fields.String(), required=True)


def _text(*, optional: bool = False) -> fields.String:
    return fields.String(required=True, allow_none=optional)


def _one_of(codes: tuple[str, ...]) -> fields.String:
    return fields.String(required=True, validate=validate.OneOf(codes))


class TextAnswer(Schema):
    """One text in both languages."""

    zh = _text()
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


class ReceiptAnswer(Schema):
    """A report as its reporter sees it."""

    receipt = _text(optional=True)
    status = _one_of((RECEIVED, COUNTED, ALREADY_REPORTED))
    city = _text()
    received_at = fields.DateTime(required=True)
    category = _one_of(CATEGORIES)
    clues = fields.List(fields.Nested(ReportedClue), required=True)
    timeline = fields.List(fields.Nested(Step), required=True)
    next_steps = _codes()
    contact_rules = _codes()


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
