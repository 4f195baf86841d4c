"""The words beside digits: what they are said to be before, what unit follows, what they are glued to.

Every look is at a bounded piece of text on one side of the digits, so all of it together is linear.
Knows no kind of clue; the words themselves are in `words`.
"""

import re

from antifraud.clues import words

_REACH = 20
_FILL_OTHER = " \t\r\n.:：#=是为“”\"'「『（(【[-，,"
_FILL_PHONE = " \t\r\n号码號碼是为為的请請我您你行们:：，,。.、~～→>=（(【「“\"'`\\-—–·#*至到用了说：有找"
_LATIN = re.compile("[A-Za-z/]+$")
# The last characters of all those words: one look at one character answers most questions.
_LETTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz/")
_ENDS = _LETTERS.union(word[-1] for word in (*words.OTHER, *words.PHONE, *words.PHONE_STRONG))
_ENDS_OTHER = _LETTERS.union(word[-1] for word in (*words.OTHER, *words.NUMBER_TAILS))

_MONEY = (
    "[块圆塊亿件步%％‰℃°￥¥$]|元(?![旦宵月])|万(?![一达科])|股(?![票东市友民])|个|人(?!工|事|民)"
    "|美元|港币|日元|RMB|rmb|公里|积分|金币|字节"
)
_FEW = (
    "[多余折声米千百分秒天個斤克吨平里岁年月日时点號楼层室栋幢排座位次名篇份张條条集章节级"
    "公双只台辆部倍亩页包箱瓶杯头期毫度]"
    "|小时|首(?!先|页)|国道|省道|高速"
    "|[kK][gGmM]|[cm]m|[GM]B|[gm]b|[KkWw](?![A-Za-z0-9])|mAh|钻石|经验|号[楼线院门厅桌文]|路"
)
# Behind a long number `张` is a name and `天` a day; only a few units make it a quantity.
_UNIT_LONG = re.compile(f"[ \\t]{{0,2}}(?:{_MONEY})")
_UNIT = re.compile(f"[ \\t]{{0,2}}(?:{_MONEY}|{_FEW})")
_LONG = 7
_NEAR_AFTER = re.compile(
    "[Vv](?![A-Za-z0-9])|[VvWw][Xx]"
    "|[Qq]{1,2}(?![A-Za-z0-9])|[Ww]e[Cc]hat|[Tt]el|[Cc]all|[Oo]r |[Aa]nd |[Xx][0-9]|ext"
    "|M(?:rs?|s|iss)(?![a-z])"
)
_DECIMAL = re.compile("[0-9]{3}\\.$")
_FILE_AFTER = re.compile("\\.[A-Za-z]{2,4}(?![A-Za-z])")


def before(plain: str, start: int) -> str:
    """Give the piece of text that ends where the digits start."""
    return plain[start - _REACH : start] if start > _REACH else plain[:start]


def says_other(plain: str, start: int) -> bool:
    """Tell whether the words before say that the digits are an order, a code, a price and the like."""
    piece = before(plain, start).rstrip(_FILL_OTHER)
    if not piece or piece[-1] not in _ENDS_OTHER:
        return False
    if _ends_with(piece, words.OTHER, words.OTHER_LATIN):
        return True
    for tail in words.NUMBER_TAILS:
        if piece.endswith(tail):
            return _ends_with(piece.removesuffix(tail).rstrip(), words.OTHER, words.OTHER_LATIN)
    return False


def says_phone(plain: str, start: int, end: int) -> bool:
    """Tell whether the words beside the digits say that they are a telephone number."""
    piece = before(plain, start).rstrip(_FILL_PHONE)
    if _ends_with(piece, words.PHONE, words.PHONE_LATIN):
        return True
    return words.PHONE_AFTER.match(plain, end) is not None


def says_phone_strongly(plain: str, start: int) -> bool:
    """Tell whether the words before can mean nothing but a telephone number."""
    piece = before(plain, start).rstrip(_FILL_PHONE)
    return _ends_with(piece, words.PHONE_STRONG, words.PHONE_LATIN)


def asks_to_call(plain: str, start: int) -> bool:
    """Tell whether the words before ask to call somebody (`联系王主任`)."""
    return words.CALL_BEFORE.search(before(plain, start)) is not None


def has_unit(plain: str, end: int, count: int) -> bool:
    """Tell whether a unit follows, so that so many digits are a quantity or a place."""
    return (_UNIT_LONG if count >= _LONG else _UNIT).match(plain, end) is not None


def is_glued(plain: str, start: int, end: int) -> bool:
    """Tell whether the digits are a piece of a longer word, file name, path or decimal number."""
    before = start > 0 and plain[start - 1] <= "z" and _glued_before(plain, start)
    return before or (end < len(plain) and plain[end] <= "z" and _glued_after(plain, end))


def _ends_with(piece: str, said: tuple[str, ...], latin: frozenset[str]) -> bool:
    if not piece or piece[-1] not in _ENDS:
        return False
    if piece.endswith(said):
        return True
    if piece[-1] > "z":
        return False
    match = _LATIN.search(piece)
    return match is not None and match.group().lower() in latin


def _glued_before(plain: str, start: int) -> bool:
    last = plain[start - 1]
    if _is_word(last):
        return not _is_near(before(plain, start))
    if last in "%\\" or (last in "_.-" and start > 1 and _is_word(plain[start - 2])):
        return not _is_near(before(plain, start - 1))
    return last == "." and _DECIMAL.search(before(plain, start)) is not None


def _is_near(piece: str) -> bool:
    """Tell whether the word that ends here may be glued to a number (`tel138…`) and is a word of its own."""
    match = _LATIN.search(piece)
    if match is None or match.group().lower() not in words.NEAR_LATIN:
        return False
    return match.start() == 0 or piece[match.start() - 1] not in "0123456789_.=&?%-"


def _glued_after(plain: str, end: int) -> bool:
    if _is_word(plain[end]):
        return _NEAR_AFTER.match(plain, end) is None
    return plain[end] in "%\\" or _FILE_AFTER.match(plain, end) is not None


def _is_word(char: str) -> bool:
    return "a" <= char <= "z" or "A" <= char <= "Z" or char == "_"
