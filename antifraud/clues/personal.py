"""What is recognised only to be hidden: resident ID numbers, verification codes, cards.

`mask` is what a story passes through before it is kept.
"""

import re
from collections.abc import Iterator

from antifraud.clues.broken import broken_digits
from antifraud.clues.card import MAX_LENGTH, display_of, is_card, issuer_of
from antifraud.clues.digits import Group, Joined, joins, runs
from antifraud.clues.text import Folded, fold

_ID_SHAPE = re.compile(
    "[1-9][0-9]{5}(?:18|19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}[0-9Xx]"
)
_ID_LABEL = re.compile("(?:身份证|身份號|证件|居民证|护照|ID)(?:号码|号)?[^0-9A-Za-z]{0,6}$")
_OLD_ID = re.compile("[1-9][0-9]{7}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"

# Codes before such a word are looked for near it only, because the pattern for them is slow.
_CODES_BEHIND = re.compile("码(?:(?<=验证码|校验码|动态码)|(?<=动态密码))")
_CODE_REACH = 36
"""More characters than `_CODE_AFTER` has."""
_CODE_BEFORE = re.compile(
    "(?:验证码|驗證碼|校验码|动态码|动态口令|动态密码|激活码|授权码|安全码|识别码|短信码|登录码|口令|密码|取件码|提货码"
    "|Code|code|OTP|PIN|CVV)(?:[ \\t是为:：“\"'「【\\[（(《*-]|[Ii]s){0,6}([0-9](?:[ -]?[0-9]){3,7})(?![0-9])"
)
_CODE_AFTER = re.compile(
    "([0-9](?<![0-9+-].)(?:[ -]?[0-9]){3,7})[ \\t”\"'」】\\]）)》（(【,，]{0,3}(?:是|为)?(?:您|你)?"
    "(?:本次|此次|的|登录|注册|支付|动态|短信){0,4}(?:验证码|校验码|动态码|动态密码)"
)


def id_check(digits: str) -> bool:
    """Tell whether the last character of 18 is the right check character (GB 11643)."""
    total = sum(weight * (ord(digit) - 48) for weight, digit in zip(_WEIGHTS, digits, strict=False))
    return _CHECKS[total % 11] == digits[17].upper()


def id_among(plain: str, groups: list[Group], options: list[Joined]) -> tuple[int, int] | None:
    """Find a resident ID number among joined groups: the last group it takes and its end in `plain`."""
    for joined in options:
        number = joined.digits
        if len(number) not in {15, 17, 18}:
            continue
        end = groups[joined.last].end
        if len(number) == 17 and plain[end : end + 1] in {"X", "x"}:
            number += "X"
            end += 1
        if _is_id(number, plain, groups[joined.first].start):
            return joined.last, end
    return None


def code_spans(plain: str) -> list[tuple[int, int]]:
    """Find verification codes and passwords of 4 to 8 digits, as ranges of the plain text."""
    some = "码" in plain or "碼" in plain or "口令" in plain or "ode" in plain
    if not (some or "OTP" in plain or "PIN" in plain or "CVV" in plain):
        return []
    found = {match.span(1) for match in _CODE_BEFORE.finditer(plain)}
    for word in _CODES_BEHIND.finditer(plain):
        end = word.end()
        found |= {match.span(1) for match in _CODE_AFTER.finditer(plain, max(0, end - _CODE_REACH), end)}
    return sorted(found)


def mask(text: str) -> str:
    """Hide ID numbers, verification codes and card numbers of a free text; everything else stays as it is.

    Of an ID the first two and last two characters stay, of a card the issuer's six digits and the
    last four, of a code nothing.
    """
    folded = fold(text)
    hidden = [(*folded.span(*span), "******") for span in code_spans(folded.plain)]
    for groups in runs(folded):
        hidden += _hidden_numbers(folded, groups)
    return _replaced(text, [*hidden, *_hidden_over_lines(folded)])


def _hidden_numbers(folded: Folded, groups: list[Group]) -> list[tuple[int, int, str]]:
    found: list[tuple[int, int, str]] = []
    first = 0
    while first < len(groups):
        start = groups[first].start
        options = joins(groups, first)
        if person := id_among(folded.plain, groups, options):
            first, end = person
            found.append((*folded.span(start, end), _masked_id(folded.plain[start:end])))
        elif card := _card_among(options):
            first, digits = card
            found.append((*folded.span(start, groups[first].end), display_of(digits)))
        first += 1
    return found


def _hidden_over_lines(folded: Folded) -> Iterator[tuple[int, int, str]]:
    for start, end, digits in broken_digits(folded.plain):
        if len(digits) in {15, 18} and _is_id(digits, folded.plain, start):
            yield *folded.span(start, end), _masked_id(digits)
        elif digits.isdecimal() and _may_be_card(digits):
            yield *folded.span(start, end), display_of(digits)


def _masked_id(digits: str) -> str:
    return f"{digits[:2]}{'*' * 14}{digits[-2:]}"


def _may_be_card(digits: str) -> bool:
    """Tell whether digits are to be hidden: wider than what counts as a clue, because hiding harms nobody."""
    return 15 <= len(digits) <= MAX_LENGTH and (is_card(digits) or issuer_of(digits) is not None)


def _card_among(options: list[Joined]) -> tuple[int, str] | None:
    """Find the longest that may be a card."""
    best = None
    for joined in options:
        if _may_be_card(joined.digits) and 11 not in joined.sizes:
            best = joined.last, joined.digits
    return best


def _is_id(number: str, plain: str, start: int) -> bool:
    shape = _ID_SHAPE if len(number) == 18 else _OLD_ID
    if shape.fullmatch(number) is None:
        return False
    if len(number) == 18 and id_check(number):
        return True
    return _ID_LABEL.search(plain[max(0, start - 20) : start]) is not None


def _replaced(text: str, hidden: list[tuple[int, int, str]]) -> str:
    parts: list[str] = []
    done = 0
    for start, end, instead in sorted(hidden):
        if start >= done:
            parts += (text[done:start], instead)
            done = end
    parts.append(text[done:])
    return "".join(parts)
