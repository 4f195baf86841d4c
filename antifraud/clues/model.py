"""The clue itself and its kinds. Nothing here recognises anything."""

from dataclasses import dataclass
from typing import Protocol

PHONE = "phone"
URL = "url"
BANK_CARD = "bank_card"
QQ = "qq"
WECHAT = "wechat"
EMAIL = "email"
TELEGRAM = "telegram"

KINDS = (PHONE, QQ, URL, BANK_CARD, WECHAT, EMAIL, TELEGRAM)
"""Every kind, most reported first (the mix of 2015: 60, 21, 9, 7 and 4 per cent; the last two came later)."""


@dataclass(frozen=True, slots=True)
class Clue:
    """One thing somebody typed, in the form under which it is stored and compared.

    `span` is the half-open range of characters in the text as it was given. `hints` are codes
    that say what is remarkable about the form itself, such as `forged_display`.
    """

    kind: str
    value: str
    display: str
    span: tuple[int, int]
    hints: tuple[str, ...] = ()


class HasAreaCode(Protocol):
    """What reading a local number needs to know of a city."""

    @property
    def area_code(self) -> str:
        """The trunk prefix and area, such as `0571`."""
