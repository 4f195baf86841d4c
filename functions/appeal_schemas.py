"""The fields of each request about an appeal, made as those of `schemas` are."""

from marshmallow import fields, validate, validates

from antifraud.appeals import REASONS
from antifraud.clues.model import KINDS
from functions.field_kinds import (
    CONTACT_LENGTH,
    STORY_LENGTH,
    Request,
    check_contact,
    choice_field,
    proof_field,
    text_field,
)


class AppealRequest(Request):
    """What somebody says of a clue that is theirs."""

    kind = choice_field(KINDS, required=True, what="kind of clue")
    value = text_field(2_000, required=True, what="the clue as typed or as a look-up returned it")
    reason = choice_field(REASONS, required=True, what="why it should not be shown as it is")
    text = text_field(STORY_LENGTH, required=True, what="what happened; stored sealed, gone after 180 days")
    contact = text_field(
        CONTACT_LENGTH, required=True, what="telephone or e-mail for questions; stored sealed"
    )
    proof = proof_field()

    @validates("contact")
    def _can_be_reached(self, value: str, **_: object) -> None:
        check_contact(value)


class AppealProofRequest(Request):
    """What proves control: the code that was sent, or nothing, and then the site is looked at now."""

    code = fields.String(
        validate=validate.Length(max=20, error="too_long"),
        error_messages={"invalid": "not_text"},
        metadata={"description": "the code that was sent; without it the site is looked at"},
    )


class AppealStepRequest(Request):
    """Nothing: the number of the appeal says it all."""
