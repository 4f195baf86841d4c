"""One telephone number: digits as written or displayed → canonical form, display and what is odd about it.

Pure digits in, a `Reading` out; which digits of a message are a number is `phonefind`. Canonical is
E.164 where the number can be dialled from abroad, otherwise the digits as dialled: 400 and 800
lines, 95/96/1xxxx service numbers and 106 senders have no international form.
"""

import re
from typing import NamedTuple

from antifraud.clues.calling import AREA, split_foreign

MOBILE = "mobile"
LANDLINE = "landline"
LOCAL = "local"
TOLL = "toll"
SERVICE = "service"
SENDER = "sender"
FOREIGN = "foreign"
FORGED = "forged"
EXACT = "exact"

FORGED_DISPLAY = "forged_display"
RECEIVE_ONLY = "receive_only_line"
SMS_SENDER = "sms_sender"
SENDER_LIKE_OFFICIAL = "sender_like_official"
VIRTUAL_OPERATOR = "virtual_operator"
FOREIGN_NUMBER = "foreign_number"
HK_MO_TW_NUMBER = "hk_mo_tw_number"
POLICE_ON_MOBILE = "police_on_mobile"
NOT_DIALABLE = "not_dialable"

_LOCAL = re.compile("[2-8][0-9]{6,7}")
# Numbers everybody knows, of the length at which they are dialled.
_SHORT = "1(?:10|19|20|22)|12110|12[0-9]{3}|100[0-9]{2}|9[56][0-9]{3,4}|1118[35]|[48]00[0-9]{7}"
_FORGED_TEXT = (
    f"(?:0{{1,3}}|0{{0,2}}860{{0,2}})(?:{_SHORT})|0(?:{AREA})(?:1(?:10|19|20|22)|100[0-9]{{2}}|95[0-9]{{3}})"
)
_SERVICE = (
    "1(?:10|14|17|19|2[0-2])|1(?:0[01]|1[0-9]|2[0-9]|60|68|79)[0-9]{2}|1(?:16|18)[0-9]{3}|12[0-9]{4}"
    "|100(?:86|10|0[01])[0-9]{1,6}|1010[0-9]{4}|95[0-9]{3,7}|95[01][0-9]{8,12}|96[0-9]{3,6}"
    f"|0{AREA}(?:96[0-9]{{3,4}}|12[0-9]{{3}}|116114|114)"
)
# The first that fits decides, and the group that was closed last says which it was.
_DOMESTIC = re.compile(
    "(?:179[0-9]{2}|1259[03]|12520|10193|11808|0|86|086|0086|860)?(?P<mobile>1[3-9][0-9]{9})"
    "|(?P<toll>[48]00[0-9]{7})"
    "|(?P<sender>106[0-9]{5,17}|(?:86|0086)106[0-9]{8,15})"
    f"|(?:0|(?:00|0)?860?)(?P<area>{AREA})(?P<landline>[1-9][0-9]{{6,7}})"
    f"|(?P<service>{_SERVICE})"
    f"|(?P<forged>{_FORGED_TEXT})"
)
_FORGED = re.compile(_FORGED_TEXT)
_FORGED_PLUS = re.compile(
    f"(?:{_SHORT}|0{{0,3}}(?:86(?:{AREA})?|85[23]|886)?0{{0,3}}(?:{_SHORT})|0(?:{AREA})(?:{_SHORT}))"
)
_OFFICIAL_LINE = re.compile(_SHORT)
_SENDER_TAIL = re.compile("(?:95[0-9]{3}|96110|100(?:86|10|00)|12[0-9]{3})$")
_SHORTEST = 3
_SHORTEST_OTHER = 5
_NOTHING = frozenset("23567")  # only local numbers start with these
# No number that starts with these is longer; for the other digits the limit is that of a sender, 20.
_LONGEST = {"2": 14, "3": 14, "4": 14, "5": 14, "6": 14, "7": 14, "9": 15}
_MOBILE_DIGITS = 11
_MOBILE_STARTS = ("13", "14", "15", "16", "17", "18", "19")
TOLL_STARTS = ("400", "800")
_VIRTUAL = ("162", "165", "167", "170", "171")


class Reading(NamedTuple):
    """One way to read digits as a telephone number; `form` is one of the constants above."""

    form: str
    value: str
    display: str
    hints: tuple[str, ...] = ()


def read(digits: str, plus: bool = False) -> Reading | None:
    """Read ASCII digits, perhaps with a `+` before; None when no form of number fits."""
    if digits[0] in _NOTHING and not plus:
        return None
    if plus:
        return _international(digits)
    # Most are a bare mobile, which takes a quarter of the time to see.
    bare = len(digits) == _MOBILE_DIGITS and digits.startswith(_MOBILE_STARTS)
    return mobile(digits) if bare else _domestic(digits) or _abroad(digits)


def too_short(digits: str) -> bool:
    """Tell at one look that these are none: numbers with three or four digits all start with 0 or 1."""
    return len(digits) < _SHORTEST_OTHER and (len(digits) < _SHORTEST or digits[0] not in "01")


def longest(first: str, plus: bool) -> int:
    """Give the most digits a number can have that starts with a digit."""
    return 20 if plus else _LONGEST.get(first, 20)


def read_local(digits: str, area_code: str | None) -> Reading | None:
    """Read 7 or 8 digits as a landline of the city with that area code; without one they stay as dialled."""
    if not _LOCAL.fullmatch(digits):
        return None
    if area_code is None:
        return Reading(LOCAL, digits, _halves(digits))
    value = f"+86{area_code[1:]}{digits}"
    return Reading(LOCAL, value, f"{area_code}-{digits}")


def read_exact(digits: str, plus: bool = False) -> Reading | None:
    """Keep 3 to 20 digits that no form fits, exactly as they are."""
    if not 3 <= len(digits) <= 20:
        return None
    shown = f"+{digits}" if plus else digits
    return Reading(EXACT, shown, shown, (NOT_DIALABLE,))


def _domestic(digits: str) -> Reading | None:
    match = _DOMESTIC.fullmatch(digits)
    if match is None:
        return None
    form = match.lastgroup
    if form == MOBILE:
        return mobile(match["mobile"])
    if form == TOLL:
        return Reading(TOLL, digits, f"{digits[:3]}-{digits[3:6]}-{digits[6:]}", (RECEIVE_ONLY,))
    if form == SENDER:
        return _sender(digits)
    if form == LANDLINE:
        return landline(match["area"], match["landline"])
    return Reading(str(form), digits, digits, (FORGED_DISPLAY,) if form == FORGED else ())


def _abroad(digits: str) -> Reading | None:
    if digits.startswith("00") and (found := split_foreign(digits[2:])):
        return _foreign(*found)
    return None


def _international(digits: str) -> Reading | None:
    if _FORGED_PLUS.fullmatch(digits):
        return _forged(f"+{digits}")
    bare = digits.removeprefix("00")
    if bare.startswith("86"):
        found = _domestic(bare)
        if found and found.form == SENDER:
            return Reading(SENDER, f"+{bare}", f"+{bare}", found.hints)
        return found if found and found.form in {MOBILE, LANDLINE} else None
    parts = split_foreign(bare)
    return _foreign(*parts) if parts else None


def read_marked(front: str, digits: str, behind: str, plus: bool = False) -> Reading | None:
    """Read `*95588` or `95588#`: an official line never shows a mark, so the marks stay in the value."""
    if not (front or behind) or not (_is_official(digits) or (plus and _FORGED_PLUS.fullmatch(digits))):
        return None
    return _forged(f"{front}{'+' if plus else ''}{digits}{behind}")


def _is_official(digits: str) -> bool:
    """Tell whether digits are an official line, or one with something before it."""
    return _OFFICIAL_LINE.fullmatch(digits) is not None or _FORGED.fullmatch(digits) is not None


def _forged(shown: str) -> Reading:
    return Reading(FORGED, shown, shown, (FORGED_DISPLAY,))


def mobile(number: str) -> Reading:
    """Give the reading of the eleven digits of a mobile."""
    hints = (VIRTUAL_OPERATOR,) if number.startswith(_VIRTUAL) else ()
    return Reading(MOBILE, f"+86{number}", f"{number[:3]} {number[3:7]} {number[7:]}", hints)


def landline(area: str, local: str) -> Reading:
    """Give the reading of an area code without its zero and a local number."""
    return Reading(LANDLINE, f"+86{area}{local}", f"0{area}-{local}")


def _sender(digits: str) -> Reading:
    like = (SENDER_LIKE_OFFICIAL,) if _SENDER_TAIL.search(digits) else ()
    return Reading(SENDER, digits, digits, (SMS_SENDER, *like))


def _foreign(code: str, national: str) -> Reading:
    hint = HK_MO_TW_NUMBER if code in {"852", "853", "886"} else FOREIGN_NUMBER
    return Reading(FOREIGN, f"+{code}{national}", f"+{code} {_halves(national)}", (hint,))


def _halves(digits: str) -> str:
    """Put a blank before the last four digits."""
    return f"{digits[:-4]} {digits[-4:]}"
