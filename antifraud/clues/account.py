"""QQ numbers and WeChat ids: the marks people put before (or behind) them, however disguised.

A mark is a word or drawing that says which account follows; the value must follow at once, with
nothing but filler between. Marks in a row (`QQ/微信同号`) all get the value.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from antifraud.clues.context import has_unit
from antifraud.clues.digits import DIGIT, TO_ASCII
from antifraud.clues.model import QQ, WECHAT, Clue
from antifraud.clues.text import Folded

_HEART = "[❤♥♡💗💓💕💖💘💙💚💛💜🖤🧡💝💞❥]"
_V = "(?:\\\\\\s?/|[vVⅤνѵ∨√ⱽ]|[微薇威徽葳崴溦嶶維维惟危薔嵬巍]|[Ww]ei)"
_XIN = f"(?:{_HEART}?(?:信|訫|伩)|芯|新号|心|杏号|{_HEART}|[Xx](?:in|IN)?(?!iao|id_)|[хΧχ×✘✖❌]|亻言|言)"
_JOIN = "[\\s.·_*+/-]{0,2}"
_EDGE = "(?:(?<![A-Za-z0-9.@_-])|(?![A-Za-z]))"
_PLACE = "(?:号|號|号码|群主|客服|公众号|小号|大号|id|ID|Id)?"

_WECHAT_FULL = f"{_V}{_JOIN}{_XIN}|[Ww]{_JOIN}[Xx](?!id_)|[Ww][Ee][\\s-]?[Cc][Hh][Aa][Tt]|[Ww]ei{_JOIN}[Xx]in|WEIXIN|{_HEART}信|绿泡泡|绿色软件|绿色聊天软件|卫星号|嶶亻言|微号|薇号"
_ASKED = "(?:加我?个?你?一?下?|[+➕]|添加|添|找|私聊?|搜索?|联系我?|我的?|主页|联系方式|小|dd|滴滴|扣我?|请)"
_WECHAT_SHORT = f"(?:(?<=[加+➕添找私搜索个我聊系式佳家嘉茄伽])|(?<=[加+➕添找私搜索个我聊系式佳家嘉茄伽][\\s.·_*/-]))(?:{_V}|卫星|威{_HEART}|绿标)|(?<=[加+➕]){_HEART}|(?:{_V}|卫星)(?=[\\s]{{0,2}}[:：=→➡👉>])"
_QQ_FULL = "[Qq][\\s._*·-]{0,2}[Qq]|[扣抠叩寇蔻釦][\\s._*·-]{0,2}[扣抠叩寇蔻釦]|企鹅|企餓|🐧|秋秋|球球号|[Qq]号|[Qq]群|扣号|抠号|扣群|群聊号?|鹅群|鹅号|群号|裙号|羣号|君羊号?"
_QQ_SHORT = "(?:(?<=[加+➕添找私搜索我聊系式进入])|(?<=[加+➕添找私搜索我聊系式进入]\\s))(?:[Qq](?![A-Za-z])|[扣抠叩鹅裙羣群])|(?:[Qq]|[扣抠叩裙羣群])(?=[\\s]{0,2}[:：=→➡👉])|(?<![A-Za-z0-9])[Qq](?=[\\s]{0,1}[1-9][0-9]{5,10}(?![0-9]))|[群裙](?=[\\s]{0,1}[1-9][0-9]{5,10}(?![0-9]))"
_FILL = (
    "(?:(?:和|与|就是我?的?|即|同)?(?:手机|电话)号?码?(?:同号|同步|一样)|就是我?的?(?:手机|电话)号?码?|同步|同号|同號|一样|通用|都是|号码|號码|联系|客服|咨询|搜索|添加|交流|粉丝|福利|群主|小号|大号|私聊|官方|老师|助理|好友|群聊|[Nn]umber|is(?![A-Za-z0-9])|[Ii][Dd](?![A-Za-z0-9])"
    "|[\u2600-\u27bf\U0001f300-\U0001faff号號码群裙是为加我的搜请及和与或也\\s:：,，、=→➡👉⬇↓>~～…!！()（）【】\\[\\]「」“”\"'`/|&+._-]){0,10}"
)

_MARK = re.compile(
    f"(?:(?P<wechat>{_EDGE}(?:{_WECHAT_FULL})|{_WECHAT_SHORT})|(?P<qq>{_EDGE}(?:{_QQ_FULL})|{_QQ_SHORT})){_PLACE}(?P<fill>{_FILL})"
)
# What a mark starts with: looked for first, because that is fast.
_FIRST = re.compile(
    "[\\\\vVⅤνѵ∨√ⱽ微薇威徽葳崴溦嶶維维惟危薔嵬巍wW❤♥♡💗💓💕💖💘💙💚💛💜🖤🧡💝💞❥绿卫qQ扣抠叩寇蔻釦企🐧秋球鹅群裙羣君]"
)
_NUMBER = re.compile(
    f"(?:\\+?(?:00)?86[\\s-]{{0,2}}(?=1[3-9]))?({DIGIT}(?:[\\s._*·•-]{{0,2}}{DIGIT}){{4,10}})(?!{DIGIT})(?![-.]?[0-9A-Za-z])"
)
_NAME = re.compile("[A-Za-z][-_A-Za-z0-9]{5,19}(?![-_A-Za-z0-9@])")
_WXID = re.compile("(?<![A-Za-z0-9_-])wxid_[a-z0-9]{6,20}(?![A-Za-z0-9_-])")
_QQ_AFTER = re.compile(
    f"(?<![0-9A-Za-z._+-])([1-9][0-9]{{4,10}})[\\s(（【,，]{{0,2}}(?:这?是?我的?|为)?(?:[Qq]{{2}}|扣扣|企鹅号|[Qq]号|[Qq]群|扣群)(?!音乐|空间|邮箱|飞车|炫舞|等级|钱包|[A-Za-z0-9.])(?=[\\s]|[^0-9:：]|$)"
)
_WECHAT_AFTER = re.compile(
    "(?<![A-Za-z0-9_./@-])([A-Za-z][-_A-Za-z0-9]{5,19})[\\s(（【,，]{0,2}(?:这?是?我的?|为)(?:微信|薇信|威信|[Vv][Xx]|[Ww][Xx])(?!支付|公众|小程序)"
)
_SAME = re.compile("同|也是|就是|一样|通用|都是")
_SAME_AFTER = re.compile(
    f"[\\s(（【,，、。/]{{0,3}}(?:(?:也?可?加|也是)?(?:{_WECHAT_FULL}|{_V})(?:号|号码|电话)?[\\s]?(?:同号|同步|同|也是|一样|通用|都是)"
    f"|(?:同|也是|就是|同步)我?的?(?:{_WECHAT_FULL}))"
)
_MOBILE = re.compile("[+]861[3-9][0-9]{9}")
_BEHIND = re.compile("[0-9A-Za-z_-][\\s(（【,，]{0,2}(?:这|是|我|为|[Qq]{2}|扣扣|企鹅号|[Qq][号群]|扣群)")
_WORDS = frozenset({
    "iphone", "android", "windows", "wechat", "weixin", "please", "official", "account", "service", "harmonyos", "version",
    "program", "payment", "online", "download", "update", "center", "support", "contact", "telegram", "whatsapp", "number",
    "facebook", "taobao", "alipay", "douyin", "follow", "messages", "message", "friend", "friends", "groups", "mobile",
})  # fmt: skip
_NOT_ACCOUNT = re.compile("[元块圆万人位级层楼岁天次年月]")


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark with the fill behind it; `firm` when it says plainly that an id follows."""

    kinds: tuple[str, ...]
    start: int
    end: int
    firm: bool


def find_accounts(folded: Folded) -> list[Clue]:
    """Find the QQ numbers and WeChat ids that a text marks as such."""
    plain = folded.plain
    found: list[Clue] = []
    for mark in _marks(plain):
        found += _value_after(folded, mark)
    if "wxid_" in plain:
        found += [_wechat(folded, match.group(), match.span()) for match in _WXID.finditer(plain)]
    if _BEHIND.search(plain):
        found += _marked_behind(folded)
    return found


def _marked_behind(folded: Folded) -> list[Clue]:
    """Find accounts whose mark stands behind them (`12345678是我QQ`)."""
    plain = folded.plain
    found = [_qq(folded, match.group(1), match.span(1)) for match in _QQ_AFTER.finditer(plain)]
    for match in _WECHAT_AFTER.finditer(plain):
        if any("0" <= char <= "9" for char in match.group(1)):
            found.append(_wechat(folded, match.group(1), match.span(1)))
    return found


def find_same_number(folded: Folded, phones: list[Clue]) -> list[Clue]:
    """Find the mobiles that the words behind call a WeChat id as well (`138… 微信同号`)."""
    if not phones or not _SAME.search(folded.plain):
        return []
    ends = {
        folded.ends[match.start() - 1]: match for match in _SAME_AFTER.finditer(folded.plain) if match.start()
    }
    mobiles = [clue for clue in phones if clue.span[1] in ends and _MOBILE.fullmatch(clue.value)]
    return [Clue(WECHAT, clue.value[3:], clue.value[3:], clue.span) for clue in mobiles]


def _marks(plain: str) -> Iterator[Mark]:
    """Give the marks; one that follows another at once carries the kinds of both."""
    kinds: tuple[str, ...] = ()
    end = -1
    for first in _FIRST.finditer(plain):
        match = _MARK.match(plain, first.start()) if first.start() >= end else None
        if match is None:
            continue
        kind = WECHAT if match.group("wechat") is not None else QQ
        kinds = (*kinds, kind) if match.start() == end and kind not in kinds else (kind,)
        end = match.end()
        yield Mark(kinds, match.start(), end, _is_firm(match))


def _is_firm(match: re.Match[str]) -> bool:
    said = match.group()
    return (
        any(sign in said for sign in ":：号是=加搜")
        or match.string[max(0, match.start() - 2) : match.start()].find("加") >= 0
    )


def _value_after(folded: Folded, mark: Mark) -> list[Clue]:
    plain = folded.plain
    if match := _NUMBER.match(plain, mark.end):
        return _number_clues(folded, mark, match)
    match = _NAME.match(plain, mark.end)
    if WECHAT in mark.kinds and match and _is_name(match.group(), mark.firm):
        return [_wechat(folded, match.group(), match.span())]
    return []


def _number_clues(folded: Folded, mark: Mark, match: re.Match[str]) -> list[Clue]:
    digits = _ascii(match.group(1))
    if has_unit(folded.plain, match.end()) or not 5 <= len(digits) <= 11 or digits[0] == "0":
        return []
    make = {QQ: _qq, WECHAT: _wechat}
    kinds = (WECHAT,) if WECHAT in mark.kinds and _MOBILE.fullmatch(f"+86{digits}") else mark.kinds
    return [make[kind](folded, digits, match.span(1)) for kind in kinds]


def _ascii(written: str) -> str:
    return "".join(char for char in written.translate(TO_ASCII) if "0" <= char <= "9")


def _is_name(name: str, firm: bool) -> bool:
    """Tell an id from an English word: it has a digit or a sign in it, or the mark says that an id follows."""
    if name.lower() in _WORDS:
        return False
    return firm or any(char in "0123456789_-" for char in name)


def _qq(folded: Folded, digits: str, span: tuple[int, int]) -> Clue:
    return Clue(QQ, digits, digits, folded.span(*span))


def _wechat(folded: Folded, name: str, span: tuple[int, int]) -> Clue:
    return Clue(WECHAT, name.lower(), name, folded.span(*span))
