"""The fields of each request and answer: the one definition that checks them and documents them."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

from marshmallow import Schema, ValidationError, fields, post_load, validate, validates, validates_schema

from antifraud.clues.model import KINDS
from antifraud.daycounts import WHY_ANSWERS, WHY_LEVELS
from antifraud.errors import Fault, FieldsError
from antifraud.evidence_files import KINDS as FILE_KINDS
from antifraud.evidence_files import LARGEST as LARGEST_FILE
from antifraud.reports import CATEGORIES, CHANNELS, MARKS, MAX_CLUES
from antifraud.usecases.look_up import MAX_CLUES as MAX_LOOKED_UP
from functions.field_kinds import (
    CONTACT_LENGTH,
    STORY_LENGTH,
    Request,
    check_contact,
    choice_field,
    proof_field,
    switch_field,
    text_field,
    token_field,
)

CHINA_TIME = timezone(timedelta(hours=8))
OLDEST = date(2000, 1, 1)
TEXT_LENGTH = 20_000
MAX_AMOUNT = 10_000_000_000

_NAME_SHOWN = 40


class ClueField(Request):
    """One clue named by kind and value."""

    kind = choice_field(KINDS, required=True, what="kind of clue")
    value = text_field(2_000, required=True, what="the clue as typed or as a look-up returned it")


class LookupClueField(Request):
    """One clue named by its value and, if known, its kind."""

    kind = choice_field(KINDS, what="kind of clue; without it every reading of the value is looked up")
    value = text_field(2_000, required=True, what="the clue as typed or as a look-up returned it")


def _clue_list() -> fields.List[Any]:
    return fields.List(
        fields.Nested(ClueField),
        validate=validate.Length(min=1, max=MAX_CLUES, error="too_many"),
        error_messages={"invalid": "invalid"},
        metadata={"description": "the clues, one to five"},
    )


class LookupRequest(Request):
    """What a look-up is asked: a whole text, one value whose kind may be named, or a list of such."""

    text = text_field(TEXT_LENGTH, what="a message, or any one clue, as pasted")
    kind = choice_field(KINDS, what="kind of `value`, if known")
    value = text_field(2_000, what="one clue")
    clues = fields.List(
        fields.Nested(LookupClueField),
        validate=validate.Length(min=1, max=MAX_LOOKED_UP, error="too_many"),
        error_messages={"invalid": "invalid"},
        metadata={"description": "the clues of a message whose text stays where it is, one to twenty"},
    )

    @validates_schema(skip_on_field_errors=False, pass_original=True)
    def _one_of_three(self, _loaded: object, given: dict[str, Any], **_: object) -> None:
        _needs_one(given, "text", "value", "clues")


class _Details(Request):
    """What may be said of a fraud, at once or later; `now` tells the day after which nothing has happened."""

    category = choice_field(CATEGORIES, what="kind of fraud; without it the report is a quick tip")
    happened_on = fields.Date(
        error_messages={"invalid": "not_a_date", "format": "not_a_date"},
        metadata={"description": "day it happened, in China's time, not in the future"},
    )
    amount = fields.Decimal(
        allow_nan=False,
        error_messages={"invalid": "not_a_number", "special": "not_a_number", "too_large": "too_big"},
        metadata={"description": "yuan lost, at most two decimals; loaded as fen (1/100 yuan)"},
    )
    channel = choice_field(CHANNELS, what="how the fraud reached the person")
    story = text_field(STORY_LENGTH, what="what happened; stored sealed, gone after 180 days")
    contact = text_field(CONTACT_LENGTH, what="telephone or e-mail; stored sealed")

    def __init__(self, now: Callable[[], datetime] = lambda: datetime.max.replace(tzinfo=CHINA_TIME)) -> None:
        """Take the clock."""
        super().__init__()
        self.now = now

    @validates("happened_on")
    def _has_happened(self, value: date, **_: object) -> None:
        if value > self.now().astimezone(CHINA_TIME).date():
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

    @post_load
    def _in_fen(self, loaded: dict[str, Any], **_: object) -> dict[str, Any]:
        return {**loaded, "amount": int(loaded["amount"] * 100)} if "amount" in loaded else loaded

    @validates("contact")
    def _can_be_reached(self, value: str, **_: object) -> None:
        check_contact(value)


class _Statement(Request):
    """What every statement about clues has; the text or the clues, never both."""

    text = text_field(TEXT_LENGTH, what="a message that holds the clues, or one clue as typed")
    clues = _clue_list()
    device = token_field("random token kept on the device")
    idempotency_key = token_field("random token made with the form; the same key gets the same receipt")
    proof = proof_field()

    @validates_schema(skip_on_field_errors=False, pass_original=True)
    def _one_of_two(self, _loaded: object, given: dict[str, Any], **_: object) -> None:
        _needs_one(given, "text", "clues")


class ReportRequest(_Details, _Statement):
    """What a resident reports."""

    for_other = switch_field("it happened to somebody else, for whom this is reported")
    call_back = switch_field("a call is wished; needs `contact`, gets three words that the caller must say")

    @validates_schema
    def _whom_to_call(self, loaded: dict[str, Any], **_: object) -> None:
        if loaded.get("call_back") and "contact" not in loaded:
            raise ValidationError("required", "contact")


class MarkRequest(_Statement):
    """What a resident says a clue is, if it is no fraud."""

    mark = choice_field(MARKS, required=True, what="what it is instead; `advertising` counts on no side")


class AmendRequest(_Details):
    """What the holder of a receipt says anew; what is left out stays as it is."""

    @validates_schema(skip_on_field_errors=False, pass_original=True)
    def _something(self, _loaded: object, given: dict[str, Any], **_: object) -> None:
        if not given:
            raise ValidationError("required", "category")


class WithdrawRequest(Request):
    """Nothing: the receipt says it all."""


class FileRequest(Request):
    """What is to be uploaded; it is looked at again when it came."""

    type = choice_field(FILE_KINDS, required=True, what="media type of the file")
    size = fields.Integer(
        required=True,
        validate=[
            validate.Range(min=1, error="empty"),
            validate.Range(max=LARGEST_FILE, error="file_too_big"),
        ],
        error_messages={"required": "required", "invalid": "not_a_number", "null": "required"},
        metadata={"description": "bytes, at most 4 MiB"},
    )


class WhyRequest(Request):
    """Why somebody still wants to pay after a warning; counted, never kept with anything else."""

    level = choice_field(WHY_LEVELS, required=True, what="the level of the warning")
    answer = choice_field(WHY_ANSWERS, required=True, what="why they still want to pay, or that they do not")


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
