"""E-mail addresses and Telegram names, plain and disguised. A link to a Telegram name is that name."""

import re
from collections.abc import Iterator

from antifraud.clues.model import EMAIL, TELEGRAM, Clue
from antifraud.clues.text import Folded

_PROVIDERS = "(?:qq|163|126|139|189|yeah|aliyun|gmail|outlook|sina|foxmail|hotmail)"
"""Before these a `#` stands for the sign."""
_AT = (
    "(?:[ ]?@[ ]?| ?[\\[(（【{<] ?(?:at|AT|At|艾特|@|a) ?[\\])）】}>] ?| ?艾特 ?"
    # English speaks of "an address at abc.com" as well.
    "| (?:at|AT) (?=[A-Za-z0-9-]{1,63} (?:dot|DOT) "
    "|(?:qq|163|126|139|gmail|outlook|sina|foxmail|hotmail|yahoo|icloud|proton)[ .。点])"
    f"|#(?={_PROVIDERS} ?[.点]))"
)
_DOT = "(?:\\.|。| ?[\\[(（【{] ?(?:dot|DOT|[点點]|\\.) ?[\\])）】}] ?| (?:dot|DOT) |[点點])"
_EMAIL = re.compile(
    f"([A-Za-z0-9](?:[A-Za-z0-9_%+-]|\\.(?=[A-Za-z0-9])){{0,63}}){_AT}"
    f"([A-Za-z0-9-]{{1,63}}(?:{_DOT}[A-Za-z0-9-]{{1,63}}){{0,4}}{_DOT}[A-Za-z]{{2,12}})(?![A-Za-z0-9])"
)
_DOTS = re.compile(_DOT)
# The last character of the sign first, and then what stands before it, because that is how a search is fast.
_SIGN = re.compile(
    "[@艾#tT\\])）】}>](?:(?<=@)[ ]?|(?<=艾)特 ?"
    f"|(?<=#)(?={_PROVIDERS} ?[.点])"
    "|(?<= at| AT) |(?<=[tTa@特].)[ ]?|(?<=[tTa@特] .)[ ]?)"
    f"[A-Za-z0-9-]{{1,63}}{_DOT}"
)
"""What every text with an address has: in the middle of it."""
_LONGEST_NAME = 64 + 6  # and the rest of the sign

_NAME = "[A-Za-z][A-Za-z0-9_]{4,31}(?![A-Za-z0-9_])"
_LINK = re.compile(
    "(?<![A-Za-z0-9.-])(?:[Hh][Tt][Tt][Pp][Ss]?://)?(?:www\\.)?"
    f"(?:[Tt](?:{_DOT}| {{0,2}}\\. {{0,2}})[Mm][Ee] ?|[Tt]elegram\\.(?:me|dog))(?:/|斜杠) ?(?:s/)?"
    f"({_NAME})(?:[/?][A-Za-z0-9=&_/%-]{{0,80}})?|(?<![A-Za-z0-9])tg://resolve/?\\?domain=({_NAME})"
)
_MARKED = re.compile(
    "(?:(?:(?<![A-Za-z0-9])(?:[Tt][ .·]?[Gg]|[Tt]ele ?gram|TELEGRAM|[Tt]ele)"
    "|[电電] ?[报報]|[纸紙小]?(?:飞机|飛機|✈ ?机?))"
    "(?:号|群|频道|客服|联系|搜索|搜|加|后|然后|上的?|叫|艾特|同号|账号|用户名|[Ii][Dd]"
    "|[ :：是为,，(（/>→=-]){0,6}){1,3}"
    f"(@ ?)?({_NAME})"
)
_MARKED_BEHIND = re.compile(
    f"(?<![A-Za-z0-9._%+@-])@({_NAME}) ?(?:[,，]? ?(?:这|均|都)?[是为](?:我的?)?|[(（](?:均|都)?[是为]?|\n)"
    "(?:[电電] ?[报報]|[Tt]elegram|TELEGRAM|[Tt][Gg]|纸?飞机(?:号|[)）]))"
)
_MARKED_FAR = re.compile(
    "(?:[电電] ?[报報]|(?:[纸紙]|下载)(?:飞机|飛機)|飞机(?:软件|群|号)|[Tt]elegram|TELEGRAM)"
    "[^@]{0,40}(?<![A-Za-z0-9._%+-])"
    f"@({_NAME})(?!\\.[A-Za-z])"
)
_WIRE = re.compile("[电電] ?[报報]")
_BOT = re.compile("(?<![A-Za-z0-9._%+@-])@([A-Za-z][A-Za-z0-9_]{1,27}[Bb]ot)(?![A-Za-z0-9_.])")
"""A name that ends so is a Telegram bot's: all of them do."""
_HINT = re.compile(
    f"[Tt](?:(?:{_DOT}| {{1,2}}\\. {{0,2}}|\\. {{1,2}})[Mm][Ee]|[ .·]?[Gg]|[Ee][Ll][Ee]|(?<=[Bb]ot))"
)
_NO_NAMES = "telegram https channel group admin whatsapp wechat iphone android joinchat share addstickers"
_NOT_NAMES = frozenset(_NO_NAMES.split())


def find_emails(folded: Folded) -> list[Clue]:
    """Find e-mail addresses; linear, because the part before the sign is at most 64 characters."""
    plain = folded.plain
    some = "@" in plain or "艾" in plain or "#" in plain or "a" in plain or "A" in plain
    first = _SIGN.search(plain) if some else None
    if first is None:
        return []
    found = []
    for match in _EMAIL.finditer(plain, max(0, first.start() - _LONGEST_NAME)):
        domain = _DOTS.sub(".", match.group(2)).lower()
        value = f"{match.group(1).lower()}@{domain}"
        if ".." not in value and "-." not in value:
            found.append(Clue(EMAIL, value, value, folded.span(*match.span())))
    return found


def find_telegrams(folded: Folded) -> list[Clue]:
    """Find Telegram names in links and behind the words that say so; invitations stay links."""
    plain = folded.plain
    named = ("电" in plain or "電" in plain) and _WIRE.search(plain) is not None
    named = named or "飞机" in plain or "飛機" in plain or "✈" in plain
    if not named and not (("t" in plain or "T" in plain) and _HINT.search(plain)):
        return []
    return [
        Clue(TELEGRAM, name.lower(), f"@{name}", folded.span(start, end))
        for name, start, end in _names(plain)
        if name.lower() not in _NOT_NAMES
    ]


def _names(plain: str) -> Iterator[tuple[str, int, int]]:
    for match in _LINK.finditer(plain):
        yield match.group(1) or match.group(2), *match.span()
    for match in _MARKED.finditer(plain):
        said = match.group(1) or any(sign in match.group() for sign in ":：号搜加是艾→>")
        if said or ("_" in match.group(2) and match.group()[0] in "纸紙电電Tt"):
            yield match.group(2), match.start(1) if match.group(1) else match.start(2), match.end(2)
    for match in _MARKED_FAR.finditer(plain):
        yield match.group(1), match.start(1) - 1, match.end(1)
    for match in (*_MARKED_BEHIND.finditer(plain), *_BOT.finditer(plain)):
        yield match.group(1), match.start(), match.end(1)
