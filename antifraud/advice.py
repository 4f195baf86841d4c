"""What to do now, by verdict and kind of clue: codes, the weightiest first. Pure."""

from collections.abc import Sequence

from antifraud.clues.model import BANK_CARD, EMAIL, PHONE, QQ, TELEGRAM, URL, WECHAT
from antifraud.verdicts import CONFIRMED, HIGH_RISK, NO_RECORD, OFFICIAL, REPORTED, UNAVAILABLE

FORGERIES = frozenset({"forged_display", "lookalike", "mixed_script", "police_on_mobile"})
"""Hints that something pretends to be an official line or site."""

_SUSPECT = {
    PHONE: ("stop_contact", "no_codes", "block_it"),
    URL: ("do_not_open", "no_codes"),
    BANK_CARD: ("do_not_pay",),
    QQ: ("do_not_add", "stop_contact"),
    WECHAT: ("do_not_add", "stop_contact"),
    EMAIL: ("do_not_open", "stop_contact"),
    TELEGRAM: ("do_not_add", "stop_contact"),
}

_BY_LEVEL = {
    CONFIRMED: ("do_not_pay", "call_110_if_paid"),
    HIGH_RISK: ("do_not_pay", "call_110_if_paid"),
    REPORTED: ("do_not_pay", "ask_family", "call_96110"),
    OFFICIAL: ("hang_up_and_dial", "no_codes"),
    NO_RECORD: ("not_safe", "ask_family", "call_96110", "report_it"),
    UNAVAILABLE: ("call_96110", "do_not_pay", "try_again"),
}


def advice_for(level: str, kind: str) -> tuple[str, ...]:
    """Return what to do about one clue with that verdict."""
    suspect = _SUSPECT.get(kind, ()) if level in {CONFIRMED, HIGH_RISK, REPORTED} else ()
    return tuple(dict.fromkeys((*suspect, *_BY_LEVEL[level])))


def advice_for_message(overall: str, hints: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Return what to do about the whole text; `hints` are those of each clue.

    What stands first is what a person must see whatever the level: that nothing was recognised, or that
    something in it imitates an official line or site.
    """
    if not hints:
        return ("no_clue_found", *_BY_LEVEL[overall])
    forged = ("signs_of_forgery",) if any(not FORGERIES.isdisjoint(one) for one in hints) else ()
    return (*forged, *_BY_LEVEL[overall])
