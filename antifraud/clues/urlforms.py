"""How people write addresses: the patterns of schemes, dots, labels and paths, and which endings to believe.

Only shapes; whether a shape is an address is decided in `urlfind`. No pattern looks further than a bounded
distance, so all are linear; they mean the same in JavaScript with the flags `iu`.
"""

import re

from antifraud.clues.suffixes import top_level_domains

HAN = "\u3400-\u4dbf\u4e00-\u9fff"
# Both cases written out, with the letters that a pattern without regard to case would match as well: such a
# pattern takes ten times as long to compile and twice as long to run.
_AZ = "A-Za-z\u0130\u0131\u017f\u212a"
_OTHER = (  # letters that pass for Latin ones, and their other cases
    "\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0370-\u052f"
    "\u00b5\u0253\u0254\u0256\u0257\u0259\u025b\u0260\u0263\u0268\u0269\u026f\u0272\u0275\u0280\u0283\u0288-\u028c\u0292"
    "\u0345\u1c80-\u1c87\u1e9e\u1fbe\u1fd3\u1fe3\u2126\u212a\u212b\u2c65\u2c66\u2c7e\u2c7f"
)

_SCHEME = (
    r"(?i:h ?(?:t ?t|[tx*×_#+?]{2}) ?p|ttp|htp|ftp|fxp) ?(?P<secure>(?i:s?))"
    r"(?: {0,2}(?:\[:\]|\(:\)|[:;；]) {0,2}[/\\] ?[/\\]{0,2}|\[:/{1,2}\]|[/\\]{2}:?) {0,2}"
)
_USER = rf"(?:[^\s/\\@?#{HAN}]{{1,64}}@)?"
_BREAK = r"(?<=-)\n(?=[a-z0-9])"  # a narrow screen breaks a line behind a hyphen
_LETTER = f"[0-9_{_AZ}{_OTHER}-]"
_LABEL = rf"[0-9_{_AZ}{_OTHER}]{_LETTER}{{0,62}}(?:{_BREAK}{_LETTER}{{0,62}})?"
_ANY_LETTER = f"[0-9_{_AZ}{_OTHER}{HAN}%-]"
_ANY_LABEL = rf"{_ANY_LETTER}{{1,63}}(?:{_BREAK}{_ANY_LETTER}{{0,62}})?"
_DOT = (
    r"(?: {0,2}[\[({【<「] ?(?:[.。｡点點]|(?i:dot)) ?[\])}】>」] {0,2}|\[\.|\\\."
    r"| {0,2}[.。｡] ?| {0,2}[点點丶·•‧●] {0,2}| (?i:dot) )"
)
_COMMA = " ?[,，、] ?"

ADDRESS = re.compile(
    rf"(?=[0-9_.:/{_AZ}{_OTHER}])(?:"  # what all five start with: most characters go no further
    rf"{_SCHEME}{_USER}(?P<whole>\[[0-9A-Fa-f:.]{{2,45}}\]|{_ANY_LABEL}(?:{_DOT}{_ANY_LABEL}){{0,20}})"
    rf"|(?<![0-9@_/\\{_AZ}-])(?P<www>(?:[Ww]{{3}}|3[Ww])(?:(?:{_DOT}|{_COMMA}){_LABEL}){{2,20}})"
    rf"|(?<![0-9@_/\\{_AZ}-])(?<![0-9{_AZ}]\.)(?<![0-9{_AZ}]-\n)(?P<bare>{_LABEL}(?:{_DOT}{_LABEL}){{1,20}})"
    rf"|(?<![0-9:/\\{_AZ}]):?//(?P<half>{_LABEL}(?:{_DOT}{_LABEL}){{1,20}})"
    rf"|(?<=[{HAN}])\.(?P<han>(?:[{HAN}]{{2,4}}\.)?(?:[{HAN}]{{2,4}}|[{_AZ}]{{2,6}}(?:\.[Cc][Nn])?)(?![0-9{_AZ}{HAN}.-])))"
)
"""`whole` after a scheme, `www`, `bare`, `half` of a link, or `han`: what is behind a Chinese name."""

BEGIN = re.compile(
    # Most characters are inside a word or a number, so that is asked first.
    rf"[0-9_.:/{_AZ}{_OTHER}](?:(?<![0-9@_/\\{_AZ}-].)(?:(?<=[Ww3])|(?<![0-9{_AZ}]\..))"
    rf"{_LETTER}{{0,62}}+(?:{_BREAK}{_LETTER}{{0,62}}+)?"
    r"(?: {0,2}[\[({【<「\\.。｡点點丶·•‧●]| (?i:dot) |(?:(?<=[Ww])|(?<=[Ww] )) ?[,，、])"
    rf"|(?<=[HhTtFf.:/])(?:(?<=[Hh])[ TtXx*×_#+?]|(?<=[Tt])[Tt]|(?<=[Ff])[TtXx]|(?<=[{HAN}]\.)"
    rf"|(?<=[:/])(?<![0-9:/\\{_AZ}].)(?://|(?<=/)/)))"
)
"""Where one can begin: a scheme or half a link, a dot after Chinese, a label and a dot."""

SPACED = re.compile(
    r"(?<![a-z0-9])(?:h t t p(?: s)? ?: ?/ ?/ ?)?w w w ?[.点。] ?[a-z0-9-](?: ?[a-z0-9-]){0,30}"
    r"(?: ?[.点。] ?[a-z](?: [a-z]){1,5}){1,3}(?![a-z0-9])"
    r"|(?<![a-z0-9])(?<![a-z0-9] )(?:h t t p(?: s)? ?: ?/ ?/ ?)?[a-z0-9-](?: [a-z0-9-]){2,30}"
    r"(?: ?[.点。] ?[a-z](?: [a-z]){1,5}){1,3}(?: ?/(?: [a-z0-9]){1,30})?(?! ?[a-z0-9])",
    re.IGNORECASE,
)
"""Letter by letter: `w w w . i c b c . c o m`."""

LETTER_BY_LETTER = re.compile("[.点。] ?[A-Za-z] [A-Za-z](?![A-Za-z])| [Ww] [Ww]")
PATH = re.compile("(?<![:/])/(?!/).*")

SEPARATOR = re.compile(
    r"(?=[ \[({【<「\\.。｡点點丶·•‧●,，、])(?:"  # what all start with
    r" {0,2}[\[({【<「] ?(?:[.。｡点點]|(?i:dot)) ?[\])}】>」] {0,2}|\[\.|\\\.| {0,2}[.。｡] ?"
    r"| {0,2}[丶·•‧●] {0,2}| (?i:dot) | ?[,，、] ?"
    rf"| {{0,2}}(?<=[0-9 {_AZ}])[点點] {{0,2}}| {{0,2}}[点點](?= ?[0-9{_AZ}]))"
)
_NO_PRICE = (  # and no version: one or two numbers, and nothing behind them that could belong to an address
    r"(?!(?<=[0-9]\.)[0-9]{1,9}(?:\.[0-9]{1,9})?"
    rf"(?![0-9_{_AZ}{_OTHER}. \[({{【<「\\。｡点點丶·•‧●-]))"
)
MAYBE = re.compile(
    # One of these characters first, and then what stands beside it, because that is how a search is fast.
    rf"[\[({{【<「.。｡点點丶·•‧●\\DdWw3/](?:(?<=[\[({{【<「.。｡点點丶·•‧●\\])"
    rf"(?:(?<=[0-9{_AZ}].){_NO_PRICE}|(?<=[0-9{_AZ}] .)|(?<=[0-9{_AZ}]  .))|(?<=[{HAN}]\.)"
    r"|(?<=[/\\])[/\\]|(?<=[:;；\])][/\\])|(?<=[:;；\])] [/\\])|(?<=[:;；\])]  [/\\])|(?<=\[:/)"
    r"|(?<=[Dd])[Oo][Tt]|(?<=[Ww])(?:[Ww]{2}| [Ww] [Ww])|(?<=3)[Ww])"
)
"""What every text with an address has."""

PORT = re.compile(r":[0-9]{1,5}(?![0-9])")
TAIL = re.compile(r"(?:[/\\?]|\[/\]|斜杠)[A-Za-z0-9._~:/?#@!$&'()*+,;=%|^{}\[\]\\-]{0,2047}")
SPACED_PATH = re.compile(" ?/ [A-Za-z0-9][A-Za-z0-9._~=&%?-]{0,200}")
"""A path behind blanks, as `abc . com / a` has it."""
GLUED = re.compile("[.,;][Hh][Tt]{2}[Pp][Ss]?://")
"""Where the next address begins that somebody put behind this one without a blank."""
HAN_NAME = re.compile(rf"[0-9{_AZ}{HAN}-]{{1,20}}$")
HAN_LEAD = re.compile(
    r".*(?:登录|登陆|登入|访问|打开|点击|进入|浏览|官网|官方网站|网址|网站|链接|地址|搜索|查看|前往|认准|域名|输入)(?:是|为|:)?"
)
LEADING_LETTERS = re.compile(rf"([{_AZ}]{{2,}})[{HAN}]")
MAIL_BEFORE = re.compile(r"(?:@ ?|[a-z0-9_](?:#|\*|\(at?\)|\[at?\]| at ?| ?艾特 ?|圈a))$", re.IGNORECASE)
MAIL_HOSTS = re.compile(
    r"(?:qq|163|126|gmail|foxmail|139|189|sina|outlook|hotmail|yeah|icloud)\.(?:com|cn|net)$"
)

_BELIEVED = (
    "com cn net org gov edu info biz cc tv top xyz vip icu club shop site online store fun wang ren xin tech"
    " website mobi asia io hk tw jp kr sg ru uk de fr eu au ca pw ws la tk ml ga cf gq cyou buzz sbs cfd bond"
    " monster quest win bid loan men dev ink kim pub bet casino poker lol host press beauty hair skin makeup"
    " wiki im ly gd gl"
)
STRONG = frozenset(_BELIEVED.split())
"""Endings believed with nothing else that speaks for an address."""

CORE = frozenset(
    ("com", "cn", "net", "org", "cc", "top", "xyz", "icu", "vip", "gov", "tv", "club", "shop", "site")
)
"""Endings believed behind a dot that is no dot."""

FILES = frozenset(("py", "md", "sh", "pl", "rs", "ps", "zip", "mov", "so", "java", "name", "id"))
"""Endings that are file names and code more often than addresses."""

USUAL = frozenset(("com", "cn", "net"))
DOTTED = re.compile(r"[A-Za-z0-9_%-]+(?:\.[A-Za-z0-9_%-]+)+")
DIGITS = re.compile("[0-9. 点]+")
NUMBER = re.compile("0[xX][0-9A-Fa-f]{7,8}|[0-9]{8,11}")
"""A whole IPv4 address as one number."""

BOXED = re.compile(r"[\[({【<「]")
"""What opens a dot in brackets."""

ANNOUNCED = re.compile(
    r"(?:🔗|🌐|网址|网站|官网|链接|地址|域名|登录|登陆|访问|打开|点击|进入|浏览器|url|link|website|visit)[^，。,\n]{0,3}$",
    re.IGNORECASE,
)
MADE_UP = re.compile(
    r"(?=.{4})(?!(?:iphone|mate|win|windows|python)[0-9])(?:(?=.*[0-9])(?=.*[a-z])[a-z0-9-]+|[a-z0-9]{2,}-[a-z0-9-]{2,})"
)
"""A name with letters and digits, or in two parts, as people register by the dozen."""

PORT_OR_PATH = re.compile(r"(?=.*:|/(?![0-9]{1,2}$)).+")
DOT = re.compile(" ?[\\[({【<「] ?[.。点點] ?[\\])}】>」]|点")
"""A dot between the numbers of an address, as nobody writes those of a version."""

SCHEME_AT_END = re.compile("[Hh][Tt]{2}[Pp][Ss]?$")
FEW_DIGITS = re.compile("[0-9]{1,2}")
HAN_SECOND = frozenset(("公司", "网络", "com", "net", "org"))
SECOND = frozenset(("com", "co", "net", "org", "gov", "edu", "ac"))
NO_ADDRESS = frozenset(("asp.net", "ado.net", "vb.net", "ml.net", "co.ltd", "log.info", "logger.info"))


def is_top_level(label: str) -> bool:
    """Tell whether a label, in ASCII or Chinese, is a top-level domain."""
    name = label.lower()
    if not name.isascii():
        name = "xn--" + name.encode("punycode").decode()
    return name in top_level_domains()
