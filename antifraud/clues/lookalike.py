"""What is remarkable about an address itself: hints, never a verdict.

Knows the names of official sites and how they are imitated. A listed site and a well-known one
look like nobody.
"""

import re
from functools import cache, lru_cache

from antifraud.clues.brands import (
    SHORTEST_FUZZY,
    brand_patterns,
    brands_by_edge,
    forms,
    platform_patterns,
    service_lines,
)
from antifraud.clues.hosts import is_address, unicode_host
from antifraud.clues.officials import load_hosts, load_sites
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
_DRAWN_NUMBER = re.compile("(?=.*[0-9].*[0-9].*[0-9])[0-9oil]{5}")
_FROM_DRAWN = str.maketrans("oil", "011")
_GOVERNMENT = re.compile(r"(?:^|[.-])gov[.-]?cn(?=[.-])")
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
    if _GOVERNMENT.search(host + "-") or _holds_domain(host, free.count(".") + 1):
        return True
    tokens, label = _TOKEN.split(free), domain.partition(".")[0]
    if any(number in service_lines() for number in (*_NUMBER.findall(free), *map(_undrawn, tokens))):
        return True
    return any(map(_is_imitation, tokens)) or _is_misspelt(label) or _names_a_platform(label)


def _holds_domain(host: str, free_labels: int) -> bool:
    """`www.icbc.com.cn.evil.top`: a listed or well-known domain further left than where it counts."""
    labels = host.split(".")
    places = [at for at in range(min(free_labels, 20)) if labels[at] in _first_labels()]
    return any(
        (name := ".".join(labels[at : at + size])) in _listed()
        or (name in _known() and at + size <= free_labels)
        for at in places
        for size in (2, 3)
    )


def _undrawn(token: str) -> str:
    """Write `l2306` and `123o6` as the number they are drawn like."""
    return token.translate(_FROM_DRAWN) if _DRAWN_NUMBER.fullmatch(token) else ""


def _is_imitation(token: str) -> bool:
    return _imitates(token) if len(token) < _REMEMBERED else _imitates.__wrapped__(token)


@lru_cache(maxsize=4096)
def _imitates(token: str) -> bool:
    """Find a brand alone or with a bait word, a longer one anywhere in the token, as it is or redrawn."""
    return any(
        _carries(form, match[0])
        for form, brands in zip(forms(token), brand_patterns(), strict=True)
        for match in brands.finditer(form)
    )


def _names_a_platform(label: str) -> bool:
    """Find the name of a platform as a word of the registered label, or before a bait word.

    Further left it says nothing: `weixin.example.com` is somebody's own page for WeChat.
    """
    return any(one.search(form) for form, one in zip(forms(label), platform_patterns(), strict=True))


def _carries(text: str, brand: str) -> bool:
    before, _, after = text.partition(brand)
    return len(brand) > 5 or ((not before or not after) and _BAIT.fullmatch(before + after) is not None)


def _is_misspelt(label: str) -> bool:
    """One wrong, missing, doubled or swapped letter against a brand; two in a long one, in a short a swap."""
    start, end = brands_by_edge()
    near = {*start.get(label[:2], ()), *end.get(label[-2:], ())}
    return any(
        -2 <= len(brand) - len(label) <= 2
        and _shared_edges(label, brand) >= len(brand) // 2
        and _distance(label, brand) <= (2 if len(brand) >= _TWO_MISTAKES else 1)
        and (len(brand) >= SHORTEST_FUZZY or sorted(label) == sorted(brand))
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
def _first_labels() -> frozenset[str]:
    """List the first labels of these domains: a cheap look before whole names are put together."""
    return frozenset(domain.partition(".")[0] for domain in _listed() | _known())


@cache
def _known() -> frozenset[str]:
    return load_hosts("wellknown.txt")


@cache
def _shorteners() -> frozenset[str]:
    return load_hosts("shorteners.txt")
