"""Made-up messages and lists to measure the recogniser on, the same each time. Measures nothing."""

import random
from collections.abc import Callable, Sequence

_SMALL_TALK = (
    "您好", "妈，我今晚加班，不回来吃饭了", "明天下午三点在老地方开会，别迟到", "周末一起去爬山吧",
    "收到，谢谢", "孩子的作业写完了吗", "你把上次那份材料发我一下", "今天降温，出门多穿点",
    "这家店的火锅真不错，下次带你来", "好的，我到了给你发消息", "物业通知：明天上午停水，请提前储水",
    "老师说下周要开家长会，你有空去吗", "电影改到晚上八点了，我先买票", "路上堵车，晚点到",
    "Thanks, see you tomorrow at the office", "今年的年会谁来主持呀", "药记得按时吃，别空腹",
)  # fmt: skip
_WITH_NUMBERS = (
    "【菜鸟驿站】您的包裹已到，取件码 {n3}-{n1}-{n4}，请于 20:00 前领取",
    "【招商银行】您尾号{n4}的储蓄卡于11月{n2}日消费人民币{n3}.00元",
    "验证码 {n6}，10分钟内有效，请勿泄露给他人", "一共{n3}元，AA下来每人{n2}块5",
    "G{n4}次列车{n2}号09:35开，检票口{n2}A", "订单号{n9}{n6}已发货，预计3天送达",
    "3号楼{n4}室，直接上来就行", "这款手机12+256GB，到手价{n4}", "2026年11月{n2}日 14:30 第{n1}会议室",
    "宽带升级到{n3}M只要{n2}元一个月", "今天走了{n5}步，消耗{n3}千卡", "版本 2.{n1}.{n2} 修复了几个问题",
)  # fmt: skip
_WITH_CLUES = {  # by kind, with its share among what is reported
    60: (
        "我是{s}，我的手机号是{m}，有事打我电话", "【顺丰速运】您的快递丢失，请联系客服{m}办理理赔",
        "请致电0571-{l}咨询", "客服热线400{n7}", "退改签请拨打+86 {m}", "电话：{m}（微信同号）",
        "短信来自1069{n9}{n2}，是真的吗", "+852 9{n7} 打来说我涉嫌洗钱",
    ),
    20: ("有意加QQ{q}详聊", "扣扣：{q}", "进群{q}领取"),
    9: (
        "点击 http://www.shop{n4}.top/a?b={n3} 领取补贴", "您的ETC已失效，请登录 etc-{n3}.vip/login 更新",
        "【农业银行】您的积分即将到期，登录 wap.abch{n2}.com 兑换",
    ),
    7: ("转到卡号{c}，户名张三", "{c} 农行 李四"),
    3: ("加微信 abc{n5} 领取福利", "刷单日结，薇❤xin{n5}"),
    1: ("有事发邮件到 kefu{n3}@163.com", "纸飞机 @caifu{n3} 带单"),
}  # fmt: skip
_PLAIN = _SMALL_TALK * 2 + _WITH_NUMBERS


def messages(count: int = 400, seed: int = 1) -> list[str]:
    """Return messages of 10 to 300 characters, half of them with one to three clues."""
    chance = random.Random(seed)  # noqa: S311 - the same messages each time
    return [_message(chance) for _ in range(count)]


def chat(count: int = 400, seed: int = 1) -> list[str]:
    """Return messages of 10 to 300 characters with nothing in them that could be looked up."""
    chance = random.Random(seed)  # noqa: S311 - the same messages each time
    return [_joined(chance, _PLAIN, []) for _ in range(count)]


def numbers(count: int = 1000) -> list[str]:
    """Return telephone numbers as partners list them: mobiles in four dresses and landlines."""
    chance = random.Random(2)  # noqa: S311 - the same numbers each time
    dresses = ("{m}", "+86{m}", "0086{m}", "+86 {m}", "0571{l}", "0571-{l}")
    return [_filled(chance.choice(dresses), chance) for _ in range(count)]


def links(count: int = 1000) -> list[str]:
    """Return addresses as partners list them: mostly clean, some with escapes, dots and capitals."""
    chance = random.Random(3)  # noqa: S311 - the same addresses each time
    dresses = (
        "http://www.shop{n4}.top/", "https://etc-{n3}.vip/login?id={n6}", "http://shop{n5}.com.cn/a/b/{n4}.html",
        "https://t{n3}.cn/x{n6}", "http://www.icbc-{n3}.com/index.php?m={n2}&c=a",
        "http://Shop{n4}.Example.COM:80/a/../b%20{n1}?c={n3}#d", "http://pay{n2}.cn/{n2}/商品?名={n2}",
    )  # fmt: skip
    return [_filled(chance.choice(dresses), chance) for _ in range(count)]


def _message(chance: random.Random) -> str:
    clues = chance.choice((0, 0, 0, 1, 1, 2, 3))
    return _joined(chance, _PLAIN, [_sentence(chance) for _ in range(clues)])


def _sentence(chance: random.Random) -> str:
    (kind,) = chance.choices(list(_WITH_CLUES.values()), list(_WITH_CLUES))
    return chance.choice(kind)


def _joined(chance: random.Random, plain: Sequence[str], parts: list[str]) -> str:
    """Add plain sentences up to a length of chance, most messages being short, and shuffle."""
    length = 10 + int(290 * chance.random() ** 2)
    while len("，".join(parts)) < length:
        parts = [*parts, chance.choice(plain)]
    chance.shuffle(parts)
    return _filled("，".join(parts), chance)[:300]


def _filled(template: str, chance: random.Random) -> str:
    makers: dict[str, Callable[[], str]] = {
        "m": lambda: f"1{chance.choice('35789')}{_digits(chance, 9)}",
        "l": lambda: f"8{_digits(chance, 7)}",
        "q": lambda: f"{chance.randrange(1, 9)}{_digits(chance, 8)}",
        "c": lambda: _with_check_digit(f"622202{_digits(chance, 12)}"),
        "s": lambda: chance.choice(("小王", "李经理", "客服小张")),
    }
    parts = template.split("{")
    return parts[0] + "".join(_value(part, makers, chance) for part in parts[1:])


def _value(part: str, makers: dict[str, Callable[[], str]], chance: random.Random) -> str:
    name, _, rest = part.partition("}")
    made = _digits(chance, int(name[1:])) if name[0] == "n" else makers[name]()
    return made + rest


def _digits(chance: random.Random, count: int) -> str:
    return "".join(chance.choice("0123456789") for _ in range(count))


def _with_check_digit(digits: str) -> str:
    total = sum(
        sum(divmod(int(digit) * (1 + (place % 2 == 0)), 10)) for place, digit in enumerate(reversed(digits))
    )
    return digits + str(-total % 10)
