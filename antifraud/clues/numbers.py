"""Every run of digits of a message: a card, a telephone number, or something that is no clue.

Decides between kinds where digits would fit several: an ID number and a verification code yield
nothing, a card wins over a telephone number.
"""

import re

from antifraud.clues import card, context, phone
from antifraud.clues.broken import find_broken
from antifraud.clues.digits import Group, Joined, joins, runs
from antifraud.clues.model import BANK_CARD, PHONE, Clue
from antifraud.clues.personal import code_spans, id_among
from antifraud.clues.phonefind import Found, phone_at
from antifraud.clues.phonerules import Scene
from antifraud.clues.taken import Span, Taken, taken
from antifraud.clues.text import Folded

_CARD_WORDS = re.compile(
    "(?:卡号|卡號|账号|帐号|账户|帐户|賬號|賬戶|银行卡|储蓄卡|借记卡|信用卡|收款卡|卡|打到|打款到|打款至|转到|转至|转入|汇到|汇至|汇入|存到|存入"
    "|户名|开户行|银行|农行|工行|建行|中行|交行|招行|邮储|农信|信用社|支行|[Cc]ard|[Aa]ccount|[Bb]ank|A/C)[^0-9]{0,12}$"
)
_POLICE = re.compile(
    # The first sign first, and then what follows it, because that is how a search is fast.
    "[公检法派刑警民网经专反](?:(?:(?<=公)安|(?<=检)察院?|(?<=法)院)(?!院?路)"
    "|(?<=派)出所|(?<=刑)[侦警]|(?<=警)官|(?<=[民网])警|(?<=经)侦|(?<=专)案组|(?<=反)诈中心)"
)
_POLICE_REACH = 30
_CALLERS = frozenset({phone.MOBILE, phone.FOREIGN})
_IN_AREA = frozenset({phone.LANDLINE, phone.LOCAL})
_TIED = 6  # so many groups back, and no more, or a long chain would be walked again and again
_LOOKALIKE = re.compile(
    "[1lI|](?<![0-9A-Za-z].)[3-9](?:(?<=[lI|].)|(?=[0-9 —-]{0,11}[OolI|]))[0-9OolI|]"
    "(?:[ —-]?[0-9OolI|]{4}){2}(?![0-9A-Za-z])"
    "|[48](?<![0-9A-Za-z].)(?=[0-9 —-]{0,11}[OolI|])[0Oo]{2}"
    "[ —-]?(?:[0-9OolI|]{3}[ —-]?[0-9OolI|]{4}|[0-9OolI|]{4}[ —-]?[0-9OolI|]{3})(?![0-9A-Za-z])"
    "|[3-6](?<![0-9A-Za-z].)(?=[0-9]*[OolI|])[0-9OolI|]{14,18}(?![0-9A-Za-z])"
)
_DRAWN = re.compile("[OolI|](?:(?<=[0-9].)|(?<=[lI|])[3-9])")
_FROM_LOOKALIKE = str.maketrans("OolI|", "00111", " —-")


def find_numbers(folded: Folded, spans: list[Span], area_code: str | None) -> list[Clue]:
    """Find the cards and telephone numbers of a text outside what is taken."""
    plain = folded.plain
    codes = code_spans(plain)
    hidden = taken([*spans, *(folded.span(*span) for span in codes)]) if codes or spans else None
    filled = len(plain) - len(plain.lstrip()), len(plain.rstrip())
    scene = Scene(plain, filled, area_code)
    found: list[Clue] = []
    # Most digits are a year, a price, the minutes of a time.
    for run in runs(folded, unless=phone.too_short):
        for groups in _free(folded, run, hidden) if hidden else (run,):
            scene = _read_groups(folded, scene, groups, found)
    found += _lookalikes(folded, spans, found)
    if "\n" in plain:
        found += find_broken(folded, [*spans, *(clue.span for clue in found)])
    return found


def _free(folded: Folded, run: list[Group], hidden: Taken) -> list[list[Group]]:
    """Cut a run where groups belong to something else."""
    _, _, starts, ends = folded
    if not hidden.covers(starts[run[0].start], ends[run[-1].end - 1]):
        return [run]
    if len(run) == 1:
        return []
    pieces: list[list[Group]] = [[]]
    for group in run:
        if hidden.covers(starts[group.start], ends[group.end - 1]):
            pieces.append([])
        else:
            pieces[-1].append(group)
    return [piece for piece in pieces if piece]


def _read_groups(folded: Folded, scene: Scene, groups: list[Group], found: list[Clue]) -> Scene:
    plain = folded.plain
    first = 0
    while first < len(groups):
        options = joins(groups, first)
        if not options or phone.too_short(options[-1].digits):
            first += 1
            continue
        long = len(options[-1].digits) >= card.MIN_LENGTH
        if long and (person := id_among(plain, groups, options)):
            first = person[0] + 1
        elif long and (joined := _card_among(plain, groups, options)):
            first = joined.last + 1
            if not _is_other(plain, groups, joined.first):
                found.append(_card_clue(folded, groups, joined))
        elif number := phone_at(scene, groups, options):
            if not _is_other(plain, groups, first):
                found.append(_phone_clue(folded, number))
                scene = Scene(plain, scene.filled, scene.area_code, number.end, _area_of(number))
            first = number.last + 1
        else:
            first += 1
    return scene


def _area_of(number: Found) -> str | None:
    """Give the area code of a landline, or of a number listed after one: those that follow share it."""
    if number.reading.form not in _IN_AREA:
        return None
    area = number.reading.display.partition("-")[0]
    return area if area.startswith("0") else None


def _is_other(plain: str, groups: list[Group], first: int) -> bool:
    """Tell whether the words before the digits, or what they are tied to, call them an order or a code."""
    for _ in range(min(_TIED, first)):
        if groups[first].gap not in {"", "-", "_"}:
            break
        first -= 1
    return context.says_other(plain, groups[first].start)


def _card_among(plain: str, groups: list[Group], options: list[Joined]) -> Joined | None:
    best = None
    for joined in options:
        if card.MIN_LENGTH <= len(joined.digits) <= card.MAX_LENGTH and _is_card(plain, groups, joined):
            best = joined
    return best


def _is_card(plain: str, groups: list[Group], joined: Joined) -> bool:
    start, end = groups[joined.first].start, groups[joined.last].end
    if (
        not card.is_card(joined.digits)
        or phone.read(joined.digits) is not None
        or context.is_glued(plain, start, end)
    ):
        return False
    if joined.last + 1 < len(groups) and groups[joined.last + 1].gap in {"", "-"}:
        return False
    said = _CARD_WORDS.search(context.before(plain, start)) is not None
    issuer = card.issuer_of(joined.digits)
    if issuer and issuer.length == len(joined.digits) and len(issuer.prefix) >= 5:
        return said or _card_groups(joined.sizes)
    grouped = len(joined.sizes) > 1 and _card_groups(joined.sizes) and joined.digits[0] in "3456"
    likely = grouped or (issuer is not None and len(joined.sizes) == 1) or joined.digits.startswith("62")
    return said or (likely and len(joined.digits) >= 15 and _card_groups(joined.sizes))


def _card_groups(sizes: tuple[int, ...]) -> bool:
    """Tell whether the parts are as people write cards: whole, by fours, by the prefix, or one by one."""
    if len(sizes) == 1 or max(sizes) == 1:
        return True
    fours = all(size % 4 == 0 for size in sizes[:-1]) and (sizes[-1] <= 4 or len(sizes) == 4)
    fives = len(sizes) > 2 and all(size == 5 for size in sizes[:-1]) and sizes[-1] <= 5
    return fours or fives or (sizes[0] == 6 and len(sizes) <= 4 and 11 not in sizes) or sizes == (4, 6, 5)


def _card_clue(folded: Folded, groups: list[Group], joined: Joined) -> Clue:
    span = folded.span(groups[joined.first].start, groups[joined.last].end)
    return Clue(BANK_CARD, joined.digits, card.display_of(joined.digits), span)


def _phone_clue(folded: Folded, number: Found) -> Clue:
    reading = number.reading
    hints = reading.hints
    begin = max(0, number.start - _POLICE_REACH)
    if reading.form in _CALLERS and _POLICE.search(folded.plain, begin, number.start):
        hints = (*hints, phone.POLICE_ON_MOBILE)
    return Clue(PHONE, reading.value, reading.display, folded.span(number.start, number.end), hints)


def _lookalikes(folded: Folded, spans: list[Span], found: list[Clue]) -> list[Clue]:
    """Find mobiles, 400 lines and cards with letters drawn like digits (`l38OO138OOO`)."""
    plain = folded.plain
    some = "o" in plain or "O" in plain or "l" in plain or "I" in plain or "|" in plain
    if not (some and _DRAWN.search(plain)):
        return []
    known = taken(spans)
    more = []
    for match in _LOOKALIKE.finditer(plain):
        letters = sum(char in "OolI|" for char in match.group())
        span = folded.span(*match.span())
        if letters > 6 or known.covers(*span):
            continue
        if clue := _undrawn(match.group().translate(_FROM_LOOKALIKE), span):
            more.append(clue)
    places = {clue.span for clue in found} if more else set()
    return [clue for clue in more if clue.span not in places]


def _undrawn(digits: str, span: tuple[int, int]) -> Clue | None:
    """Read the digits that letters stood for; a card has to be one of a known bank, in its length."""
    if len(digits) >= card.MIN_LENGTH:
        known = card.is_of_known_bank(digits)
        return Clue(BANK_CARD, digits, card.display_of(digits), span) if known else None
    reading = phone.read(digits)
    if reading is None or reading.form not in {phone.MOBILE, phone.TOLL}:
        return None
    return Clue(PHONE, reading.value, reading.display, span, reading.hints)
