"""The kinds of value an entry may hold, for marshmallow. Every error is a code of `sentences`, never a text.

They differ from marshmallow's own in one thing: they see whether a value stood in quotes.
"""

import abc
import re
from datetime import date
from typing import Any

from marshmallow import RAISE, Schema, ValidationError, fields, validate
from marshmallow.types import ErrorMessages

from antifraud.cityfile.reading import Plain

LEAST_CONTRAST = 4.5
"""WCAG 2.2 AA for text of ordinary size."""

_NUMBER = re.compile(r"-?[0-9]{1,3}(\.[0-9]+)?")
_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_COLOUR = re.compile("#[0-9a-f]{6}")
_FIRST_DAY = date(2015, 1, 1)

_MISSING: ErrorMessages = {"required": "missing_key", "null": "empty_value"}


class Entry(Schema):
    """Keys with values, and no key that is not listed."""

    class Meta:
        """What marshmallow and apispec read."""

        unknown = RAISE

    error_messages = {"type": "not_a_mapping", "unknown": "unknown_key"}  # noqa: RUF012 - marshmallow's form


class EntryField(fields.Nested):
    """An entry inside an entry."""

    default_error_messages = _MISSING


class _Careful(fields.Field[Any], abc.ABC):
    """A field that first looks at the value as it was written."""

    default_error_messages = _MISSING

    @staticmethod
    @abc.abstractmethod
    def fault_in(value: object) -> str | None:
        """Return the code of what is wrong with the form, or None."""

    def _deserialize(self, value: Any, *rest: Any, **more: Any) -> Any:  # noqa: ANN401 - marshmallow's form
        if code := self.fault_in(value):
            raise ValidationError(code)
        return super()._deserialize(value, *rest, **more)


class ListField(_Careful, fields.List[Any]):
    """A list."""

    @staticmethod
    def fault_in(value: object) -> str | None:
        """Refuse anything but a list."""
        return None if isinstance(value, list) else "not_a_list"


class TextField(_Careful, fields.String):
    """A text, with or without quotes, as long as YAML does not take it for something else."""

    @staticmethod
    def fault_in(value: object) -> str | None:
        """Refuse a plain word such as `no` or `12`, which is no text to YAML."""
        is_text = isinstance(value, str) and getattr(value, "kind", "str") == "str"
        return None if is_text else "not_text"


class CodeField(_Careful, fields.String):
    """A code of digits: only in quotes, because YAML takes 0571 for 377 and 010 for 8."""

    @staticmethod
    def fault_in(value: object) -> str | None:
        """Refuse a plain code even where YAML would have left it alone."""
        if isinstance(value, Plain):
            return "unquoted"
        return None if isinstance(value, str) else "not_text"


class NumberField(_Careful, fields.Float):
    """A number without quotes."""

    @staticmethod
    def fault_in(value: object) -> str | None:
        """Refuse YAML's hexadecimal, infinite and quoted numbers."""
        return None if isinstance(value, Plain) and _NUMBER.fullmatch(value) else "not_a_number"


class DayField(_Careful, fields.Date):
    """A day, not before the service began."""

    @staticmethod
    def fault_in(value: object) -> str | None:
        """Refuse what is no day of the calendar, written year-month-day."""
        try:
            day = date.fromisoformat(value) if isinstance(value, str) and _DAY.fullmatch(value) else None
        except ValueError:
            day = None
        if day is None:
            return "not_a_date"
        return "too_early" if day < _FIRST_DAY else None


class Pattern(validate.Regexp):
    """The whole value matches; marshmallow's own would let a line break at the end pass."""

    def __call__(self, value: str) -> str:  # type: ignore[override]  # only ever on texts
        """Return the value or raise the code."""
        if not re.fullmatch(str(self.regex.pattern), value):
            raise ValidationError(self.error)
        return value


def check_any(entry: dict[str, object]) -> None:
    """Raise `empty_list` for an entry without a key."""
    if not entry:
        raise ValidationError("empty_list")


def check_contrast(colour: str) -> None:
    """Raise `low_contrast` for a colour on which white text is hard to read."""
    if _COLOUR.fullmatch(colour) and contrast_with_white(colour) < LEAST_CONTRAST:
        raise ValidationError("low_contrast")


def contrast_with_white(colour: str) -> float:
    """Return the contrast of `#rrggbb` with white, 1 to 21 (WCAG 2.2, relative luminance)."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)
