"""How fast clues are found, beside libphonenumber's own matcher on the same messages."""

import random
from collections.abc import Iterator

import phonenumbers

from antifraud.clues import find
from antifraud.clues.url import canonicalize
from bench.measuring import Figure, processor_seconds

_MESSAGES = 400
_WORDS = (
    *("您好", "您的快递", "已到驿站", "取件码", "请联系客服", "退款", "点击链接", "加微信", "验证码", "订单"),
    *("明天下午三点开会", "妈妈我手机坏了", "积分即将到期", "银行卡", "贷款额度", "刷单", "返利"),
    *("please call", "order", "today"),
)


def messages(seed: int = 1) -> list[str]:
    """Return made-up messages of 10 to 300 characters, half of them with a clue."""
    chance = random.Random(seed)  # noqa: S311 - the same messages each time
    return [_message(chance) for _ in range(_MESSAGES)]


def _message(chance: random.Random) -> str:
    length = chance.randrange(10, 300)
    parts: list[str] = []
    while sum(map(len, parts)) < length:
        parts.append(chance.choice(_WORDS))
        if chance.random() < 0.08:
            parts.append(_clue(chance))
    return "，".join(parts)


def _clue(chance: random.Random) -> str:
    digits = f"{chance.randrange(10**9):09}"
    return chance.choice(
        (
            f"1{chance.choice('3578')}{digits}",
            f"http://shop{digits}.top/a?b={digits}",
            f"QQ{digits}",
            f"vx abc{digits}",
        )
    )


def figures() -> Iterator[Figure]:
    """Yield the figures of the recogniser."""
    texts = messages()
    ours = processor_seconds(lambda: [find(text, "0571") for text in texts])
    theirs = processor_seconds(lambda: [list(phonenumbers.PhoneNumberMatcher(text, "CN")) for text in texts])
    yield Figure(
        "find every clue of a message", ours / theirs, "PhoneNumberMatcher (phones only)", "≤ 0.5",
        f"{ours / len(texts) * 1e6:.0f} µs a message",
    )  # fmt: skip
    links = [f"http://Shop{n}.Example.COM:80/a/../b%2{n % 10}?c={n}#d" for n in range(400)]
    canonical = processor_seconds(lambda: [canonicalize(link) for link in links])
    numbers = [f"+86 138{n:08}" for n in range(400)]
    parsed = processor_seconds(lambda: [phonenumbers.parse(number, "CN") for number in numbers])
    yield Figure("canonical form of a link", canonical / parsed, "phonenumbers.parse of a number")
