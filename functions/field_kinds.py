"""The kinds of fields that requests are made of, with the codes of what may be wrong about them."""

import re

from marshmallow import Schema, ValidationError, fields, validate

STORY_LENGTH = 2_000
CONTACT_LENGTH = 100
PROOF_LENGTH = 4_000

_TOKEN = re.compile(r"[A-Za-z0-9_-]{16,64}\Z")
_FEW_DIGITS = re.compile(r"(?:[0-9].*){5}", re.DOTALL)


def text_field(longest: int, *, required: bool = False, what: str) -> fields.String:
    """Return a text that is not empty and not too long."""
    return fields.String(
        required=required,
        validate=[
            validate.Length(max=longest, error="too_long"),
            validate.Predicate("strip", error="empty"),
        ],
        error_messages={"required": "required", "invalid": "not_text", "null": "required"},
        metadata={"description": what},
    )


def choice_field(codes: tuple[str, ...], *, required: bool = False, what: str) -> fields.String:
    """Return one of some codes."""
    return fields.String(
        required=required,
        validate=validate.OneOf(codes, error="not_a_choice"),
        error_messages={"required": "required", "invalid": "not_text", "null": "required"},
        metadata={"description": what},
    )


def token_field(what: str) -> fields.String:
    """Return a random token."""
    return fields.String(
        validate=validate.Regexp(_TOKEN, error="bad_characters"),
        error_messages={"invalid": "not_text"},
        metadata={"description": what},
    )


def switch_field(what: str) -> fields.Boolean:
    """Return what is so or not."""
    return fields.Boolean(error_messages={"invalid": "not_a_choice"}, metadata={"description": what})


def proof_field() -> fields.String:
    """Return a solved challenge."""
    return fields.String(
        validate=validate.Length(max=PROOF_LENGTH, error="too_long"),
        error_messages={"invalid": "not_text"},
        metadata={"description": "the solved challenge; without it a network may write much less"},
    )


class Request(Schema):
    """What is sent, with our codes for what is wrong about it."""

    error_messages = {"unknown": "unknown_field", "type": "invalid"}  # noqa: RUF012 - read by marshmallow


def check_contact(value: str) -> None:
    """Refuse what is neither an e-mail address nor a telephone number."""
    if "@" not in value and not _FEW_DIGITS.search(value):
        raise ValidationError("not_contact")
