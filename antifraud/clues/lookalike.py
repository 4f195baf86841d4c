"""What is remarkable about an address itself: hints, never a verdict.

Knows the names of official sites and how they are imitated. A listed site and a well-known one
look like nobody.
"""

import re
from functools import cache, lru_cache

from antifraud.clues.hosts import is_address, unicode_host
from antifraud.clues.officials import load_hosts, load_numbers, load_sites
from antifraud.clues.suffixes import public_suffix
from antifraud.clues.url import registrable_domain, split_url

_CHEAP_ENDINGS = (
    "top xyz vip icu cyou buzz sbs cfd bond rest monster quest tk ml ga cf gq pw win bid loan men work fun"
    " site online shop store club click live lol beauty hair skin makeup autos boats homes mom zip"
)
_CHEAP = frozenset(_CHEAP_ENDINGS.split())
_BAIT = re.compile(
    r"[0-9]*(?:vip|card|bank|banks|online|pay|wap|app|web|my|e|ebank|login|credit|xyk|jf|jifen|sms|msg|kefu|kf"
    r"|service|cn|com|china|www|m|mobile|safe|security|points|gov|id|auth|check|bonus|gift|hk|cc)?[0-9]*"
)
_INSTALLS = re.compile(
    r"\.(?:apk|apks|xapk|ipa|hap|exe|msi|scr|bat|cmd|vbs|jar|dmg|pkg|mobileconfig)(?:\.[0-9])?$",
    re.IGNORECASE,
)
_READABLE = re.compile("[a-z0-9\u3400-\u4dbf\u4e00-\u9fff-]*")
_LATIN = re.compile("[a-z\u00df-\u024f]")
_OTHER_LETTERS = re.compile("[\u0370-\u1fff\u2c00-\u2dff\ua640-\uabff]")
_TOKEN = re.compile(r"[-_.]")
_NUMBER = re.compile(r"[0-9]+")
_GOVERNMENT = re.compile(r"(?:^|[.-])gov[.-]?cn(?=[.-])")
_ALIKE = str.maketrans({
    **dict(zip("015389", "olsegg", strict=True)),
    **dict(zip("iıíìїі", "llllll", strict=True)),
    **dict(zip("авеоорсухкмнтһԁɡԛԝјѕ", "aveoopcyxkmnthdgqwjs", strict=True)),
    **dict(zip("αεορκντυχι", "aeopkvtuxl", strict=True)),
    **dict(zip("áàâäãåāéèêëēóòôöõōúùûüūçćčñńśšžß", "aaaaaaaeeeeeoooooouuuuucccnnssz" + "b", strict=True)),
})  # fmt: skip
_SERVICE_LINES = frozenset(
    ("12306", "12321", "12377", "12381", "12123", "12315", "12366", "12333", "96110", "10086", "10010")
)
_SHORTEST_FUZZY = 7
_TWO_MISTAKES = 10
_REMEMBERED = 80
"""Characters of a host that is remembered with its hints: the same few are asked for again and again."""


def url_hints(canonical: str) -> tuple[str, ...]:
    """List the hint codes of a canonical address, the most telling first."""
    host, path, _ = split_url(canonical)
    hints = _host_hints(host) if len(host) < _REMEMBERED else _host_hints.__wrapped__(host)
    return (*hints, "apk_download") if _INSTALLS.search(path) else hints


@lru_cache(maxsize=4096)
def _host_hints(host: str) -> tuple[str, ...]:
    if is_address(host):
        return ("ip_host",)
    foreign = [label for label in host.split(".") if label.startswith("xn--")] if "xn--" in host else []
    listed = _is_listed(host)
    found = (
        ("lookalike", not listed and _imitates_a_site(host)),
        ("mixed_script", any(is_mixed(label) for label in foreign)),
        ("punycode", any(has_trick(label) for label in foreign)),
        ("short_link", host in _shorteners() or host.removeprefix("www.") in _shorteners()),
        ("cheap_suffix", not listed and host.rpartition(".")[2] in _CHEAP),
    )
    return tuple(code for code, holds in found if holds)


def readable_host(host: str) -> str:
    """Write Chinese labels as Chinese; punycode stays where other letters could pass for something else."""
    if "xn--" not in host:
        return host
    return ".".join(label if has_trick(label) else unicode_host(label) for label in host.split("."))


def has_trick(label: str) -> bool:
    """Tell whether a label, written out, has letters other than Chinese and plain Latin ones."""
    return _READABLE.fullmatch(unicode_host(label)) is None


def is_mixed(label: str) -> bool:
    """Tell whether a label mixes Latin letters with those of an alphabet that looks like them."""
    text = unicode_host(label)
    return _LATIN.search(text) is not None and _OTHER_LETTERS.search(text) is not None


def is_lookalike(host: str) -> bool:
    """Tell whether a canonical host, not itself listed or well known, imitates a listed site."""
    return not _is_listed(host) and _imitates_a_site(host)


def _imitates_a_site(host: str) -> bool:
    domain = registrable_domain(host)
    if domain is None or domain in _known():
        return False
    free = host[: -len(public_suffix(host)) - 1]
    if _GOVERNMENT.search(free + "-") or _holds_domain(host, free.count(".") + 1):
        return True
    if any(number in _service_lines() for number in _NUMBER.findall(free)):
        return True
    return any(_is_imitation(token) for token in _TOKEN.split(free)) or _is_misspelt(domain.partition(".")[0])


def _holds_domain(host: str, free_labels: int) -> bool:
    """`www.icbc.com.cn.evil.top`: a listed domain further left than where it counts."""
    labels = host.split(".")
    places = (at for at in range(min(free_labels, 20)) if labels[at] in _listed_names())
    return any(".".join(labels[at : at + size]) in _listed() for at in places for size in (2, 3))


def _is_imitation(token: str) -> bool:
    return _imitates(token) if len(token) < _REMEMBERED else _imitates.__wrapped__(token)


@lru_cache(maxsize=4096)
def _imitates(token: str) -> bool:
    """Find a brand alone or with a bait word, a longer one anywhere in the token, as it is or redrawn."""
    text = unicode_host(token)
    drawn = text.replace("rn", "m").replace("vv", "w").translate(_ALIKE)
    single = _undoubled(text)
    return any(
        _carries(form, match[0])
        for form, brands in zip((text, drawn, single), _brand_patterns(), strict=True)
        for match in brands.finditer(form)
    )


def _carries(text: str, brand: str) -> bool:
    before, _, after = text.partition(brand)
    return len(brand) > 5 or ((not before or not after) and _BAIT.fullmatch(before + after) is not None)


def _undoubled(text: str) -> str:
    return re.sub(r"(.)\1+", r"\1", text)


def _is_misspelt(label: str) -> bool:
    """One wrong, missing, doubled or swapped letter against a brand; two in a long one."""
    start, end = _brands_by_edge()
    near = {*start.get(label[:2], ()), *end.get(label[-2:], ())}
    return any(
        -2 <= len(brand) - len(label) <= 2
        and _shared_edges(label, brand) >= len(brand) // 2
        and _distance(label, brand) <= (2 if len(brand) >= _TWO_MISTAKES else 1)
        for brand in near
    )


def _shared_edges(one: str, other: str) -> int:
    """How many letters two words share at their ends: a cheap look before the exact distance."""
    return _shared_start(one, other) + _shared_start(one[::-1], other[::-1])


def _shared_start(one: str, other: str) -> int:
    pairs = enumerate(zip(one, other, strict=False))
    return next((index for index, (letter, wanted) in pairs if letter != wanted), min(len(one), len(other)))


def _distance(one: str, other: str) -> int:
    """Edits between two short words, a swap of neighbours counting as one."""
    rows = [list(range(len(other) + 1))]
    for i, letter in enumerate(one):
        row = [i + 1]
        for j, wanted in enumerate(other):
            best = min(rows[i][j] + (letter != wanted), rows[i][j + 1] + 1, row[j] + 1)
            if i and j and letter == other[j - 1] and one[i - 1] == wanted:
                best = min(best, rows[i - 1][j - 1] + 1)
            row.append(best)
        rows.append(row)
    return rows[-1][-1]


def _is_listed(host: str) -> bool:
    labels = host.split(".")[-10:]
    return any(".".join(labels[start:]) in _listed() for start in range(len(labels)))


@cache
def _listed() -> frozenset[str]:
    return frozenset(site.domain for site in load_sites())


@cache
def _listed_names() -> frozenset[str]:
    """List the first labels of the listed domains: a cheap look before whole names are put together."""
    return frozenset(domain.partition(".")[0] for domain in _listed())


@cache
def _known() -> frozenset[str]:
    return load_hosts("wellknown.txt")


@cache
def _shorteners() -> frozenset[str]:
    return load_hosts("shorteners.txt")


@cache
def _brands() -> tuple[str, ...]:
    return tuple(brand for site in load_sites() for brand in site.brands if brand.isalpha())


@cache
def _brands_by_edge() -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Sort long brands by their first and last two letters: one that shares half shares either."""
    start: dict[str, list[str]] = {}
    end: dict[str, list[str]] = {}
    for brand in _brands():
        if len(brand) >= _SHORTEST_FUZZY:
            start.setdefault(brand[:2], []).append(brand)
            end.setdefault(brand[-2:], []).append(brand)
    return start, end


@cache
def _brand_patterns() -> tuple[re.Pattern[str], ...]:
    """Compile the brands as they are, redrawn, and without doubled letters."""
    redrawn = [brand.translate(_ALIKE) for brand in _brands()]
    single = [_undoubled(brand) for brand in _brands()]
    return tuple(_longest_of(set(names)) for names in (_brands(), redrawn, single))


def _longest_of(names: set[str]) -> re.Pattern[str]:
    """Compile names, longer ones first, by their first letter: one look says that none starts here."""
    groups: dict[str, list[str]] = {}
    for name in sorted(names, key=lambda name: (-len(name), name)):
        groups.setdefault(name[0], []).append(name[1:])
    return re.compile("|".join(f"{letter}(?:{'|'.join(rest)})" for letter, rest in groups.items()))


@cache
def _service_lines() -> frozenset[str]:
    banks = (row.number for row in load_numbers() if row.sector in ("bank", "finance", "payment"))
    return _SERVICE_LINES | {number for number in banks if len(number) == 5 and number.startswith("95")}
