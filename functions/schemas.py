"""The fields of each request and answer: the one definition that checks them and documents them."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta, timezone
from decimal import Decimal
from typing import Any

from marshmallow import Schema, ValidationError, fields, validate, validates, validates_schema

from antifraud.clues.model import KINDS
from antifraud.errors import Fault, FieldsError
from antifraud.reports import CATEGORIES, MAX_CLUES
from antifraud.usecases.look_up import MAX_CLUES as MAX_LOOKED_UP

CHINA_TIME = timezone(timedelta(hours=8))
OLDEST = date(2000, 1, 1)
TEXT_LENGTH = 20_000
STORY_LENGTH = 2_000
CONTACT_LENGTH = 100
MAX_AMOUNT = 10_000_000_000

_NAME_SHOWN = 40

_TOKEN = re.compile(r"[A-Za-z0-9_-]{16,64}\Z")
_FEW_DIGITS = re.compile(r"(?:[0-9].*){5}", re.DOTALL)


def _text(longest: int, *, required: bool = False, what: str) -> fields.String:
    return fields.String(
        required=required,
        validate=[
            validate.Length(max=longest, error="too_long"),
            validate.Predicate("strip", error="empty"),
        ],
        error_messages={"required": "required", "invalid": "not_text", "null": "required"},
        metadata={"description": what},
    )


def _choice(codes: tuple[str, ...], *, required: bool = False, what: str) -> fields.String:
    return fields.String(
        required=required,
        validate=validate.OneOf(codes, error="not_a_choice"),
        error_messages={"required": "required", "invalid": "not_text", "null": "required"},
        metadata={"description": what},
    )


def _token(what: str) -> fields.String:
    return fields.String(
        validate=validate.Regexp(_TOKEN, error="bad_characters"),
        error_messages={"invalid": "not_text"},
        metadata={"description": what},
    )


class _Request(Schema):
    error_messages = {"unknown": "unknown_field", "type": "invalid"}  # noqa: RUF012 - read by marshmallow


class ClueField(_Request):
    """One clue named by kind and value."""

    kind = _choice(KINDS, required=True, what="kind of clue")
    value = _text(2_000, required=True, what="the clue as typed or as a look-up returned it")


class LookupClueField(_Request):
    """One clue named by its value and, if known, its kind."""

    kind = _choice(KINDS, what="kind of clue; without it every reading of the value is looked up")
    value = _text(2_000, required=True, what="the clue as typed or as a look-up returned it")


class LookupRequest(_Request):
    """What a look-up is asked: a whole text, one value whose kind may be named, or a list of such."""

    text = _text(TEXT_LENGTH, what="a message, or any one clue, as pasted")
    kind = _choice(KINDS, what="kind of `value`, if known")
    value = _text(2_000, what="one clue")
    clues = fields.List(
        fields.Nested(LookupClueField),
        validate=validate.Length(min=1, max=MAX_LOOKED_UP, error="too_many"),
        error_messages={"invalid": "invalid"},
        metadata={"description": "the clues of a message whose text stays where it is, one to twenty"},
    )

    @validates_schema(skip_on_field_errors=False, pass_original=True)
    def _one_of_three(self, _loaded: object, given: dict[str, Any], **_: object) -> None:
        _needs_one(given, "text", "value", "clues")


class ReportRequest(_Request):
    """What a resident reports."""

    text = _text(TEXT_LENGTH, what="a message that holds the clues")
    clues = fields.List(
        fields.Nested(ClueField),
        validate=validate.Length(min=1, max=MAX_CLUES, error="too_many"),
        error_messages={"invalid": "invalid"},
        metadata={"description": "the clues, one to five"},
    )
    category = _choice(CATEGORIES, required=True, what="kind of fraud")
    happened_on = fields.Date(
        error_messages={"invalid": "not_a_date", "format": "not_a_date"},
        metadata={"description": "day it happened, in China's time, not in the future"},
    )
    amount = fields.Decimal(
        allow_nan=False,
        error_messages={"invalid": "not_a_number", "special": "not_a_number", "too_large": "too_big"},
        metadata={"description": "yuan lost, at most two decimals"},
    )
    story = _text(STORY_LENGTH, what="what happened; stored sealed, gone after 180 days")
    contact = _text(CONTACT_LENGTH, what="telephone or e-mail; stored sealed")
    device = _token("random token kept on the device")
    idempotency_key = _token("random token made with the form; the same key gets the same receipt")

    def __init__(self, today: date = date.max) -> None:
        """Take the day it is in China, after which nothing can have happened."""
        super().__init__()
        self.today = today

    @validates("happened_on")
    def _has_happened(self, value: date, **_: object) -> None:
        if value > self.today:
            raise ValidationError("in_the_future")
        if value < OLDEST:
            raise ValidationError("too_old")

    @validates("amount")
    def _is_a_sum(self, value: Decimal, **_: object) -> None:
        if value < 0:
            raise ValidationError("negative")
        if value > MAX_AMOUNT:
            raise ValidationError("too_big")
        if value != round(value, 2):
            raise ValidationError("too_many_decimals")

    @validates("contact")
    def _can_be_reached(self, value: str, **_: object) -> None:
        if "@" not in value and not _FEW_DIGITS.search(value):
            raise ValidationError("not_contact")

    @validates_schema(skip_on_field_errors=False, pass_original=True)
    def _one_of_two(self, _loaded: object, given: dict[str, Any], **_: object) -> None:
        _needs_one(given, "text", "clues")


def _needs_one(given: Mapping[str, Any], *names: str) -> None:
    there = [name for name in names if name in given]
    if len(there) > 1:
        raise ValidationError("one_of_two", there[1])
    if not there:
        raise ValidationError("required", names[0])


def load(schema: Schema, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the checked fields; raises FieldsError with every faulty field, each with its first code."""
    try:
        return dict(schema.load(given))
    except ValidationError as error:
        first: dict[str, Fault] = {}
        for fault in _faults("", error.messages):
            first.setdefault(fault.where, fault)
        raise FieldsError(faults=tuple(first.values())) from None


def _faults(where: str, messages: Any) -> Iterator[Fault]:  # noqa: ANN401 - nested as the request was
    if isinstance(messages, dict):
        for name, inner in messages.items():
            inside = "" if name == "_schema" else str(name)[:_NAME_SHOWN]
            yield from _faults(".".join(filter(None, (where, inside))), inner)
    else:
        yield from (Fault(where, str(code)) for code in messages)
