"""Which kind of fraud a text sounds like, and the phrases of our list that say so. Advice, never a verdict.

The phrases are data/phrases.csv. Nothing of what was pasted leaves this module: only phrases of the list do.
"""

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from antifraud.clues.officials import load_sites
from antifraud.clues.text import fold

ENOUGH = 2
"""Weight that the phrases of a kind need together: one strong phrase, or two that stand apart."""

MOST_KINDS = 2
MOST_PHRASES = 3
WARNING = "warning"
"""The category of phrases that people use who talk about fraud: they silence all others."""

_FILE = Path(__file__).parent / "data" / "phrases.csv"
_GAP = "…"
_WITHIN = "[^。]{0,12}?"
_ADDRESS = re.compile(
    r"(?:https?://)?(?<![a-z0-9-])(?P<host>[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8})(?::[0-9]{1,5})?(?:[/?][!-~]{0,500})?"
)
_LETTERS = re.compile("[a-z]")
_SENTENCE_END = re.compile("[。！？!?；;\n\r]+")
_BETWEEN = re.compile("[^a-z0-9%。\u3400-\u4dbf\u4e00-\u9fff]+")
# What the phrases need and no more: traditional characters, then what is written for them on purpose.
_FROM = (
    "賬帳戶號碼轉錢凍結銀貸徵證賠償費還單傭點擊鏈網領獎兌換積過應處調查財產資訊息險類個節題萬億將您妳們會員關閉"
    "動報導購買賣遊戲裝備級廣場來電話費專業導師帶賺穩損漲漏層遞寶裡裏間業務發現實認識驗視頻圖與為說請聽誰結婚緣親愛"
    "離異約見機場車禍術學園貼補醫療衛監獄執體檢試職薪聘兼優質幣虛擬價東緬設臺灣無顧擔當從對開門熱線誤給領導組織涉罰選"
    "紅禮慶賀絡屆觀眾獲稅務繳納償隨傳達檔內達禁停啟鎖標準後裝載據"
    "謹詐騙範屬於別輕幫記趕緊著攔釣魚掃這遺雙聯繫註銷響條議軟掛斷張錯錄複簽權騰輸寫問訂貨統辦協麼唄併譽連環搶"
    "墊贊勞評氣媽馬競數盜緝訴許筆違強擾護館遠審賭書隊長經偵額續儘剛臨時風製餘櫃憑復預敗撥汙薦習磚匯養項佈構飆"
    "虧盤槓桿黃團區塊頭診籤貝讓軍維國敘亞葉幾戀誠聲壞訓講華課樣週廠膚冊滿髮庫儲飾夢營棄廢則駕駛兒陸詢僅運覆幹"
    "軌績況進壓腦測舉欄編郵創鬆崗兩摺沒"
    "勸規洩暢減貧嚴夠籃討際計總絲閣綁讀係"
    "賓態貓並礎"
)
_TO = (
    "账账户号码转钱冻结银贷征证赔偿费还单佣点击链网领奖兑换积过应处调查财产资讯息险类个节题万亿将您你们会员关闭"
    "动报导购买卖游戏装备级广场来电话费专业导师带赚稳损涨漏层递宝里里间业务发现实认识验视频图与为说请听谁结婚缘亲爱"
    "离异约见机场车祸术学园贴补医疗卫监狱执体检试职薪聘兼优质币虚拟价东缅设台湾无顾担当从对开门热线误给领导组织涉罚选"
    "红礼庆贺络届观众获税务缴纳偿随传达档内达禁停启锁标准后装载据"
    "谨诈骗范属于别轻帮记赶紧着拦钓鱼扫这遗双联系注销响条议软挂断张错录复签权腾输写问订货统办协么呗并誉连环抢"
    "垫赞劳评气妈马竞数盗缉诉许笔违强扰护馆远审赌书队长经侦额续尽刚临时风制余柜凭复预败拨污荐习砖汇养项布构飙"
    "亏盘杠杆黄团区块头诊签贝让军维国叙亚叶几恋诚声坏训讲华课样周厂肤册满发库储饰梦营弃废则驾驶儿陆询仅运复干"
    "轨绩况进压脑测举栏编邮创松岗两折没"
    "劝规泄畅减贫严够篮讨际计总丝阁绑读系"
    "宾态猫并础"
)
_DISGUISED = {"薇": "微", "佧": "卡", "鉲": "卡", "咭": "卡", "玳": "贷", "帐": "账", "涮": "刷", "丟": "丢"}
_PLAIN = str.maketrans({**dict(zip(_FROM, _TO, strict=True)), **_DISGUISED})


@dataclass(frozen=True, slots=True)
class Sounds:
    """A kind of fraud by its code, and the phrases of our list, at most three, that speak for it."""

    category: str
    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Phrase:
    """One row of the list; `first` is what stands before the first gap, a cheap look before `pattern`."""

    category: str
    shown: str
    weight: int
    first: str
    pattern: re.Pattern[str]


class _Heard(NamedTuple):
    """A phrase where it was found."""

    phrase: Phrase
    start: int
    end: int


def sounds_like(text: str) -> tuple[Sounds, ...]:
    """Tell which kinds of fraud a text sounds like, the likeliest first, at most two; linear."""
    plain = _plain(text)
    heard: dict[str, list[_Heard]] = {}
    for one in _hear(plain):
        if one.phrase.category == WARNING:
            return ()
        heard.setdefault(one.phrase.category, []).append(one)
    apart = {category: _apart(found) for category, found in heard.items()}
    enough = [category for category, found in apart.items() if _weight(found) >= ENOUGH]
    enough.sort(key=lambda category: _weight(apart[category]), reverse=True)
    return tuple(Sounds(category, _shown(apart[category])) for category in enough[:MOST_KINDS])


@cache
def load_phrases() -> tuple[Phrase, ...]:
    """Read the phrases, those of warnings first. Once."""
    with _FILE.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(line for line in lines if not line.startswith("#")))
    return tuple(_phrase(row["category"], row["phrase"], int(row["weight"])) for row in rows)


def _phrase(category: str, shown: str, weight: int) -> Phrase:
    parts = [re.escape(part) for part in shown.split(_GAP)]
    return Phrase(category, shown, weight, shown.partition(_GAP)[0], re.compile(_WITHIN.join(parts)))


def _plain(text: str) -> str:
    """Fold disguises, write simplified characters, drop what is put between them; 。 ends a sentence.

    An address becomes the word 网址, so that phrases can ask for one.
    """
    plain = fold(text).plain.lower().translate(_PLAIN)
    plain = _ADDRESS.sub(_address_word, plain)
    return _BETWEEN.sub("", _SENTENCE_END.sub("。", plain))


def _address_word(match: re.Match[str]) -> str:
    """Say 网址 for an address; nothing for that of a listed site, and digits with dots are none."""
    host = match["host"]
    if not _LETTERS.search(host):
        return match[0]
    labels = host.split(".")
    official = any(".".join(labels[start:]) in _official_domains() for start in range(len(labels)))
    return "" if official else "网址"


@cache
def _official_domains() -> frozenset[str]:
    return frozenset(site.domain for site in load_sites())


def _hear(plain: str) -> Iterator[_Heard]:
    for phrase in load_phrases():
        if phrase.first in plain and (match := phrase.pattern.search(plain)):
            yield _Heard(phrase, *match.span())


def _apart(found: Iterable[_Heard]) -> list[_Heard]:
    """Keep of phrases that overlap the weightier, then the shorter: only what stands apart counts twice."""
    kept: list[_Heard] = []
    for one in sorted(found, key=lambda one: (-one.phrase.weight, one.end - one.start, one.start)):
        if all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    return kept


def _weight(found: list[_Heard]) -> int:
    return sum(one.phrase.weight for one in found)


def _shown(found: list[_Heard]) -> tuple[str, ...]:
    return tuple(one.phrase.shown for one in found[:MOST_PHRASES])
