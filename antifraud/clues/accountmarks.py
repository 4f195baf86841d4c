"""How people write "WeChat" and "QQ" when they do not want to be read: patterns only, used by `account`.

A mark starts with one of `FIRST`; `MARK` reads it with the filler behind it. Marks behind their account
are in `accountbehind`.
"""

import re
from itertools import pairwise

from antifraud.clues.digits import CHINESE


def _any(*forms: str) -> str:
    return f"(?:{'|'.join(forms)})"


S = " \\t\\r\\n"
HEART = "[❤♥♡💗💓💕💖💘💙💚💛💜🖤🧡💝💞❥]"
PICTURES = "\u2600-\u27bf\u2b00-\u2bff\U0001f300-\U0001faff"

_JOIN = f"[{S}.·_*+/~|丨{PICTURES}-]{{0,2}}"
_SATELLITE = "卫 ?[星🌟⭐✨☆★❤♥]"
# The two halves of 微信: what is written for 微, and what for 信.
WEI = "(?:\\\\ ?/|[vVνѵ∨√ᐯ]|[微薇威徽徾葳崴溦嶶維维惟危薔嵬巍魏]|[Ww]ei)"
_NO_ID = "(?![Ii][Dd]_)"
_XIN = _any(
    f"{HEART}?(?:[(（]?信[)）]?|訫|伩|芯|心|讯|訊)",
    "新号",
    "新(?= ?[A-Za-z][A-Za-z]*[-_0-9])",
    "杏号",
    HEART,
    f"[Xx](?:in|IN)?(?!iao){_NO_ID}",
    "[хΧχ×✘✖❌]",
    "亻言",
    "言",
)
# A Latin mark does not begin inside a word, and is none in the number of an order (`单号WX2408…`).
_EDGE = "(?:(?<![A-Za-z0-9.@_-])(?<![单單编編货貨批]号)|(?![A-Za-z]))"
_ITEM = "[1-9一二三四](?= ?[:：])"
_PLACE = f"(?:{_ITEM}|号|號|号码|群主|客服|公众号|小号|大号|id|ID|Id| ?[Hh](?=[^A-Za-z0-9_-]))?"

WECHAT = _any(
    f"{WEI}{_JOIN}{_XIN}",
    f"[Ww]{_JOIN}(?:[Xx]{_NO_ID}|信)",
    f"[Ww]{HEART}",
    "[Ww][Ee][ -]?[Cc][Hh][Aa][Tt]",
    f"[Ww]ei{_JOIN}[Xx]in",
    "WEIXIN",
    f"{HEART}信",
    "绿泡泡",
    "绿色软件",
    "绿色聊天软件",
    f"{_SATELLITE}号",
    "🛰号",
    "嶶亻言",
    "微号",
    "薇号",
    "ω ?[χxX]",
)

# One character is a mark only when somebody asks to be added, or a colon or an id follows.
_ASK = "加+➕添找私搜索个我的聊系式佳家嘉茄伽"
_WECHAT_SHORT = _any(
    f"(?:(?<=[{_ASK}])|(?<=[{_ASK}][{S}.·_*/-]))(?:{WEI}|{_SATELLITE}|绿标)",
    f"(?:(?<=[加+➕])|(?<=加我)){HEART}",
    f"(?:{WEI}|{_SATELLITE})(?=[{S}\U0001f300-\U0001faff]{{0,2}}[:：=\u2190-\u21ff➡👉>]|同号|是(?:这个)?[{S}:：])",
    # These only before what has a digit or a sign in it, as ids have.
    f"{HEART}(?=[:：][{S}]?[A-Za-z]{{1,15}}[-_0-9])",
    f"(?<![A-Za-z0-9])[Vv微薇][1-9](?=[:：][{S}]?(?:[A-Za-z][-_A-Za-z]{{0,15}}[0-9]|1[3-9][0-9]{{9}}))",
    "(?<=[话話机機号號码碼]同)(?:[微薇]|[Vv](?![A-Za-z]))",
    "[Vv微薇](?=[和跟与/、&+]?[Qq]{1,2}同号|[和跟与/、&+][Qq]{1,2}[:：]|同(?:手机|电话))",
    "(?<=小)[Vv](?![A-Za-z])",
    f"{_SATELLITE}(?=[里上])",
    "💚(?=[:： ]?[A-Za-z]{1,15}[-_0-9])",
    f"(?:{_SATELLITE}|🛰|[薇微]商?|[Vv]我)(?=[{S}:：丨|]{{0,3}}[A-Za-z][-_A-Za-z0-9]{{5}})",
    f"(?:{_SATELLITE}|🛰)(?=[{S}]?(?:1[3-9][0-9]{{9}}(?![0-9])|[{CHINESE}]{{7,11}}))",
)

_QQ = _any(
    f"[Qq][ ._*·{PICTURES}-]{{0,2}}[Qq](?!(?![Ii][Dd])[A-Za-z])",
    "[扣抠叩寇蔻釦][ ._*·-]{0,2}[扣抠叩寇蔻釦]",
    "企鹅",
    "企餓",
    "🐧",
    "秋秋",
    "丘丘",
    "球球号?",
    "口-?口",
    "[扣抠]口[扣抠]口|扌口扌口",
    "[Qq] ?[号群裙羣峮]",
    "[Qq]un(?![A-Za-z])",
    "[扣抠][号群裙]",
    "群聊号?",
    "鹅群",
    "鹅号",
    "[群裙羣峮]号",
    "君羊号?",
    f"[群裙扣]{_ITEM}",
)

_ASK_QQ = "加+➕添找私搜索我聊系式进入"
_LONG_NUMBER = _any(
    "[1-9][0-9]{5,10}(?![0-9])",
    f"[{CHINESE}]{{6,11}}",
    "[1-9][0-9]{2,3}[ -][0-9]{3,4}[ -][0-9]{2,4}(?!-?[0-9]| [0-9])",
)
_TAKES = "抵代划预折回克盘纽搭"
"""Behind these 扣 takes money or is a button."""
_QQ_SHORT = _any(
    f"(?:(?<=[{_ASK_QQ}])|(?<=[{_ASK_QQ}][{S}]))(?:[Qq](?![A-Za-z])|[扣抠叩鹅裙羣群峮])",
    f"(?:[Qq]|[扣抠叩裙羣群峮鹅])(?=[{S}]{{0,2}}[:：=→➡👉])",
    f"(?:(?<![A-Za-z0-9])[Qq]|[群裙]|[扣Qq]我)(?=[{S}+]?{_LONG_NUMBER})",
    f"(?<![{_TAKES}])扣(?=[{S}]?[1-9][0-9]{{7,9}}(?![0-9.]))",
    f"(?<![{_TAKES}])扣(?=[{S}+]?[{CHINESE}](?: ?[{CHINESE}]){{6,10}}|[都也]是)",
    f"(?<![A-Za-z0-9])[Qq](?=[1-9][0-9]{{1,3}}[{PICTURES}][0-9]{{2}})",
    "[扣Qq]我(?=[1-9][0-9]{2}[*._-][0-9]{3}[*._-])",
    "(?<![A-Za-z0-9])[Qq](?=[/、]?(?:[Vv微薇][Xx信]?)同号)",
    "(?<=[Vv微薇信][和跟与/、&+])[Qq]{1,2}(?=同号)",
)

# Chinese characters that may start a mark.
_HAN = "微薇威徽徾葳崴溦嶶維维惟危薔嵬巍魏绿卫扣抠叩寇蔻釦企秋球鹅群裙羣峮君口丘扌"


def _han_without(chars: str) -> str:
    """Return the rest of U+4E00 to U+9FFF as the inside of a class: one class is faster than two looks."""
    cuts = [0x4DFF, *sorted(map(ord, chars)), 0xA000]
    gaps = ((low + 1, high - 1) for low, high in pairwise(cuts) if high - low > 1)
    return "".join(f"{chr(low)}-{chr(high)}" for low, high in gaps)


_FILL_WORDS = (
    "同步 同号 同號 同名 一样 通用 都是 叫 小助理 号码 號码 联系 客服 咨询 搜索 添加 交流 粉丝 福利 下单 下單"
    " 聊 群主 小号 大号 私聊 官方 老师 助理 好友 群聊 复制"
)
_FILL = _any(
    # A remark in brackets, but not the account itself.
    f"[（(](?![^（）()\n]*[{CHINESE}]{{5}})[^（）()\n0-9A-Za-z]{{2,14}}[)）]",
    "(?:和|与|就是我?的?|即|同)?(?:手机|电话)号?码?(?:同号|同步|一样)",
    "(?:就?是我?的?|同)(?:手机|电话)号?码?",
    *_FILL_WORDS.split(),
    _ITEM,
    "[后下]面|里面?|这[串个]",
    "hao(?![-_A-Za-z0-9])",
    "(?<!\\*)\\*(?!\\*)",
    "[Nn]umber|[Gg]roup",
    "(?:is|me)(?![A-Za-z0-9])",
    "[Ii][Dd](?![A-Za-z0-9])",
    f"[\u2600-\u27bf\U0001f300-\U0001faff号號码群裙吧叭呗丨就是为加我的搜请及和与或也{S}·•:：,，、=\u2190-\u21ff➡👉⬇>~～…!！()（）【】"
    "\\[\\]{}「」『』《》‘’“”\"'`/|&+._-]",
    f"[{_han_without(_HAN + '电手')}]{{1,4}}[:：]",
)

_NEAR = f"\\\\vVνѵ∨√ᐯwWωqQ❤♥♡❥{_HAN}"
_FIRST = f"{_NEAR}🛰💗💓💕💖💘💙💚💛💜🖤🧡💝💞🐧"
FIRST = re.compile(f"[{_NEAR}\U00010000-\U0010ffff]")
"""What every mark starts with; any emoji, because each of them costs a comparison for every character."""
MARK = re.compile(
    f"(?=[{_FIRST}])"
    f"(?:(?P<wechat>{_EDGE}{WECHAT}|{_WECHAT_SHORT})|(?P<qq>{_EDGE}{_QQ}|{_QQ_SHORT})){_PLACE}{_FILL}{{0,10}}"
)
