"""Web addresses in messages, whatever people write around and into them, and nothing that only looks so.

Shapes are in `urlforms`, hosts in `urlhost`, the canonical form in `url`, what is suspicious in `lookalike`.
Works on folded text.
"""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from antifraud.clues import urlforms as forms
from antifraud.clues.hosts import is_address
from antifraud.clues.lookalike import readable_host, url_hints
from antifraud.clues.model import URL, Clue
from antifraud.clues.text import Folded
from antifraud.clues.url import canonicalize, split_url
from antifraud.clues.urlhost import Host, is_announced, is_believable, is_code, read_host, tight_part
from antifraud.errors import ClueError

_LONGEST_DISPLAY = 60
_TRAILING = frozenset(".,;:!?'\"*~|^\\#([{")
_CLOSING = {")": "(", "]": "[", "}": "{"}
_ENDS = frozenset("：（）～｜［］｛｝＂＇＜＞；！")
_IPV4 = re.compile(r"(?:[0-9]{1,3}\.){3}[0-9]{1,3}")
_WIDE = re.compile("[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]")


class _Found(NamedTuple):
    """An address as it would be typed, and its range in the plain text."""

    start: int
    end: int
    text: str


def find_urls(folded: Folded) -> list[Clue]:
    """Find the addresses of a message, in their order."""
    plain = folded.plain
    if not forms.MAYBE.search(plain):
        return []
    found = list(_written(folded))
    if " " in plain and forms.LETTER_BY_LETTER.search(plain):
        found = sorted([*_spaced(plain), *found], key=lambda found: found.start)
    clues = (read_url(item.text, folded.span(item.start, item.end)) for item in found)
    return [clue for clue in clues if clue is not None]


def read_url(text: str, span: tuple[int, int]) -> Clue | None:
    """Read a text that is said to be one address; None where it cannot be."""
    try:
        value = canonicalize(text)
    except ClueError:
        return None
    return Clue(URL, value, display_url(value), span, url_hints(value))


def display_url(canonical: str) -> str:
    """Shorten an address for reading: no scheme, Chinese names as Chinese, other scripts never disguised."""
    host, path, query = split_url(canonical)
    shown = readable_host(host)
    if len(shown) > _LONGEST_DISPLAY:
        shown = "…" + shown[1 - _LONGEST_DISPLAY :]
    rest = "" if path == "/" and not query else path + query
    room = max(_LONGEST_DISPLAY - len(shown), 12)
    return shown + (rest if len(rest) <= room else rest[: room - 1] + "…")


def _spaced(plain: str) -> Iterator[_Found]:
    for match in forms.SPACED.finditer(plain):
        text = re.sub("[。点]", ".", match[0].replace(" ", ""))
        if forms.is_top_level(forms.PATH.sub("", text).rpartition(".")[2]):
            yield _Found(*match.span(), text)


def _written(folded: Folded) -> Iterator[_Found]:
    position = 0
    while match := _shape(folded.plain, position):
        kind = match.lastgroup or "whole"
        found = _READERS[kind](folded, match)
        if found is not None:
            yield found
            position = found.end
        else:
            position = _after_first_label(folded.plain, match.start(kind), match.end(kind))


def _shape(plain: str, position: int) -> re.Match[str] | None:
    """Search for a shape where one can begin, which takes a third of the time of trying each character."""
    while begin := forms.BEGIN.search(plain, position):
        if match := forms.ADDRESS.match(plain, begin.start()):
            return match
        position = begin.start() + 1
    return None


def _after_first_label(plain: str, start: int, end: int) -> int:
    """Where to look on after a shape that is no address: the next label may begin one."""
    cut = forms.SEPARATOR.search(plain, start, end)
    return max(cut.end() if cut else end, start + 1)


def _after_scheme(folded: Folded, match: re.Match[str]) -> _Found | None:
    start, end = match.span("whole")
    scheme = "ftp" if match[0][0] in "fF" else "http" + match["secure"].lower()
    if match["whole"].startswith("["):
        return _finish(folded, match.start(), Host([match["whole"]], start, end, complete=True), scheme)
    host = read_host(folded.plain, start, end) or _unknown_host(match["whole"], start, end)
    return _finish(folded, match.start(), host, scheme) if host else None


def _unknown_host(text: str, start: int, end: int) -> Host | None:
    """After a scheme even an unknown ending is a host, and so is a number that is an IP address."""
    text = re.sub("%2[Ee]", ".", text.replace("-\n", "-"))
    plain = forms.SEPARATOR.sub(".", text)
    if _IPV4.fullmatch(plain):
        text = plain
    if not forms.DOTTED.fullmatch(text) and not forms.NUMBER.fullmatch(text):
        return None
    return Host(text.split("."), start, end, complete=True)


def _half(folded: Folded, match: re.Match[str]) -> _Found | None:
    """Read a link without its beginning: `://abc.com/x`."""
    host = read_host(folded.plain, *match.span("half"))
    if host is None or is_code(host.labels):
        return None
    found = _finish(folded, match.start(), host)
    return found if is_believable(host, folded.plain[host.end : found.end], announced=True) else None


def _after_www(folded: Folded, match: re.Match[str]) -> _Found | None:
    host = read_host(folded.plain, *match.span("www"))
    if host is None or len(host.labels) < 3:
        return None
    return _finish(folded, host.start, Host(["www", *host.labels[1:]], host.start, host.end, host.complete))


def _bare(folded: Folded, match: re.Match[str]) -> _Found | None:
    plain = folded.plain
    dotted = forms.DOT.sub(".", match["bare"])
    if _is_ipv4(dotted):
        return _bare_ipv4(folded, match, dotted)
    # A price, a version or a time has no letter that could be an ending.
    read = None if forms.DIGITS.fullmatch(match["bare"]) else read_host(plain, *match.span("bare"))
    if read is None:
        return None
    host = _with_www(plain, tight_part(plain, read))
    if _is_mail(plain, host) or is_code(host.labels):
        return None
    found = _finish(folded, host.start, host)
    announced = is_announced(plain, host.start, found.end)
    return found if is_believable(host, plain[host.end : found.end], announced) else None


def _with_www(plain: str, host: Host) -> Host:
    """Read `三个w点abc点com` as people dictate it."""
    spelt = host.labels[0] in {"w", "W"} and plain.endswith(
        ("三个", "3个", "三", "w w ", "W W "), 0, host.start
    )
    return host._replace(labels=["www", *host.labels[1:]]) if spelt else host


def _bare_ipv4(folded: Folded, match: re.Match[str], dotted: str) -> _Found | None:
    """Four numbers may be a version: only a drawn dot, a port or a path makes them one; `/8` is a network."""
    host = Host(dotted.split("."), *match.span("bare"), complete=True)
    found = _finish(folded, host.start, host)
    if dotted != match["bare"]:
        return found
    return found if forms.PORT_OR_PATH.fullmatch(folded.plain, host.end, found.end) else None


def _han(folded: Folded, match: re.Match[str]) -> _Found | None:
    """Read a Chinese name before `.公司.cn`, `.中国` or `.com`: what of it is a name and not the sentence."""
    dot = match.start()
    *second, last = match["han"].split(".")
    if not forms.is_top_level(last) or (second and second[0] not in forms.HAN_SECOND):
        return None
    if last.isascii() and last not in forms.CORE:  # `.NET` in a Chinese sentence is no ending
        return None
    piece = folded.plain[max(0, dot - 20) : dot]
    run = forms.HAN_NAME.search(piece)
    name = forms.HAN_LEAD.sub("", run[0]) if run else ""
    if not 1 < len(name) <= 12:
        return None
    start = dot - len(name)
    labels = [name, *second, last]
    if folded.plain.endswith("www.", 0, start):
        start, labels = start - 4, ["www", *labels]
    host = Host(labels, start, match.end("han"), complete=True)
    return _finish(folded, host.start, host)


_READERS: dict[str, Callable[[Folded, re.Match[str]], _Found | None]] = {
    "whole": _after_scheme,
    "www": _after_www,
    "bare": _bare,
    "half": _half,
    "han": _han,
}


def _finish(folded: Folded, start: int, host: Host, scheme: str = "http") -> _Found:
    """Add port, path and query to a host, up to where the sentence goes on."""
    plain, end = folded.plain, host.end
    begin = _past_blank(plain, host)
    if host.complete and (spaced := "." in host.drawn and forms.SPACED_PATH.match(plain, end)):
        end += len(_without_punctuation(spaced[0]))
    elif host.complete and (after := _tail_end(folded, begin)) > begin:
        end = after
    tail = plain[host.end : end].replace(" ", "").replace("[/]", "/").replace("斜杠", "/")
    return _Found(start, end, f"{scheme}://{'.'.join(host.labels)}{tail}")


def _past_blank(plain: str, host: Host) -> int:
    """Where a path may begin: also behind a blank, if there are blanks at the dots (`abc .com /x`)."""
    return host.end + 1 if "." in host.drawn and plain.startswith(" /", host.end) else host.end


def _tail_end(folded: Folded, position: int) -> int:
    plain = folded.plain
    port = forms.PORT.match(plain, position)
    start = port.end() if port else position
    tail = forms.TAIL.match(plain, start)
    if tail is None:
        return start
    glued = forms.GLUED.search(plain, start, tail.end())
    end = glued.start() if glued else tail.end()
    if folded.plain is not folded.text:
        end = next((at for at in range(start, end) if _ends_here(folded, at)), end)
    return start + len(_without_punctuation(plain[start:end]))


def _ends_here(folded: Folded, at: int) -> bool:
    """Full-width punctuation ends an address, unless all of it is written so."""
    if folded.original(at) not in _ENDS:
        return False
    return at + 1 >= len(folded.plain) or not _WIDE.match(folded.original(at + 1))


def _without_punctuation(tail: str) -> str:
    """Drop what closes the sentence and not the address; a bracket that was opened in it stays closed."""
    surplus = {closing: tail.count(closing) - tail.count(opening) for closing, opening in _CLOSING.items()}
    end = len(tail)
    while end:
        last = tail[end - 1]
        if surplus.get(last, 0) > 0:
            surplus[last] -= 1
        elif last not in _TRAILING:
            break
        end -= 1
    return tail[:end]


def _is_ipv4(text: str) -> bool:
    return _IPV4.fullmatch(text) is not None and is_address(text)


def _is_mail(plain: str, host: Host) -> bool:
    """Tell whether the host belongs to an e-mail address, written with or instead of `@`."""
    if plain.startswith("@", host.end):
        return True
    before = plain[max(0, host.start - 8) : host.start]
    found = forms.MAIL_BEFORE.search(before)
    return found is not None and (
        "@" in found[0] or forms.MAIL_HOSTS.search(".".join(host.labels).lower()) is not None
    )
