"""The words that make an account of what stands before them: patterns only, used by `account`."""

import re

from antifraud.clues.accountmarks import WECHAT, WEI, S

_GAP = "[ \\t(（【,，]{0,2}"  # a mark on the next line is that of the next account
_HAN = "[\u4e00-\u9fff]"

BEHIND = re.compile(
    # The mark first, and then what stands before it, because that is how a search is fast.
    f"[Qq扣微薇VvWw企威](?:(?<=[0-9A-Za-z_{S}(（【,，-].)(?:(?<=[Qq])[Qq号群]|(?<=扣)[扣群]|(?<=企)鹅号)"
    "|(?<=[(（我的为个加].)"
    f"|(?<=是{_HAN}.)|(?<=是{_HAN}{{2}}.)|(?<=是{_HAN}{{3}}.)|(?<=是{_HAN}{{4}}.)"
    f"|(?<=是{_HAN}{{5}}.)|(?<=是{_HAN}{{6}}.))"
)
"""What every text has in which a mark stands behind its account."""

QQ_BEHIND = re.compile(
    f"([1-9](?<![0-9A-Za-z._+-].)[0-9]{{4,10}}){_GAP}"
    f"(?:(?:这?是?我的?|加我的?|加?这个|为|是{_HAN}{{1,6}})?(?:[Qq]{{2}}|扣扣|企鹅号|[Qq]号|[Qq]群|扣群)"
    "|(?<=[(（])[Qq扣](?=[)）])|加(?:我|这个)[Qq扣](?![A-Za-z款费钱押])|加扣(?=[ ,，.。!！]|$))"
    f"(?!音乐|空间|邮箱|飞车|炫舞|等级|钱包|码?[是为]?[:：]|[A-Za-z0-9.]|[{S}][1-9][0-9]{{4}})"
)
WECHAT_BEHIND = re.compile(
    f"([A-Za-z](?<![A-Za-z0-9_./@-].)(?!(?<=[Qq])[Qq][0-9])[-_A-Za-z0-9]{{5,19}}){_GAP}"
    f"(?:[←👈]? ?(?:这?是?我的?|加?这个|加我的?|为|是{_HAN}{{1,6}}|(?<=[(（]))"
    "(?:微信|薇信|威信|[微薇](?![信\u4e00-\u9fff])|[Vv][Xx]|[Ww][Xx])"
    "(?!支付|公众|小程序|号?[是为]?[ :：]{0,2}[A-Za-z0-9]|[:：])"
    "|(?<=[(（])[Vv](?=[)）])"
    "|这?是我的?[Vv](?![A-Za-z0-9\u4e00-\u9fff]))"
)

SAME = re.compile("同|也是|就是|一样|通用|都是")
SAME_BEHIND = re.compile(
    f"[{S}(（【,，、。/]{{0,3}}(?:(?:也?可?加|也是|电话?|手机)?(?:{WECHAT}|{WEI})(?:号|号码|电话)? ?"
    f"[/·.]?(?:同号|同步|同|也是|一样|通用|都是)|(?:(?:手机|电话)号?码?)?(?:同|也是|就是|同步)我?的?{WECHAT}"
    "|[Qq]{1,2}同[Vv微薇])"
)
"""Behind a telephone number: it is a WeChat id as well."""
