"""The host of an address as it is written in a message: its labels, where it ends, and whether to believe it.

Shapes are in `urlforms`; what is found around a host (scheme, port, path) is joined in `urlfind`.
"""

from typing import NamedTuple

from antifraud.clues import urlforms as forms


class Host(NamedTuple):
    """The labels of a host, its range in the plain text, whether it fills its shape, dots that are none."""

    labels: list[str]
    start: int
    end: int
    complete: bool
    drawn: tuple[str, ...] = ()

    @property
    def boxed(self) -> bool:
        """Tell whether they are in brackets, as nobody writes by chance."""
        return bool(self.drawn) and all(forms.BOXED.match(dot) for dot in self.drawn)

    @property
    def loose(self) -> bool:
        """Tell whether they may be none at all: `。`, `点`, a blank beside a dot."""
        return bool(self.drawn) and not self.boxed

    @property
    def ending(self) -> str:
        """The last label in lower case."""
        return self.labels[-1].lower()


def read_host(plain: str, start: int, end: int) -> Host | None:
    """Read labels up to the last one that is a top-level domain; what follows it is the sentence."""
    if plain.startswith("://", end) and (scheme := forms.SCHEME_AT_END.search(plain, start, end)):
        end = scheme.start()  # of the next address, which somebody put behind this one without a blank
    cuts = list(forms.SEPARATOR.finditer(plain, start, end))
    starts = [start, *(cut.end() for cut in cuts)]
    ends = [*(cut.start() for cut in cuts), end]
    last = 0
    for index in range(1, len(starts)):
        if last and last == index - 1 and not _goes_on(cuts[index - 1][0], cuts[index - 2][0]):
            break
        letters = forms.LEADING_LETTERS.match(plain, starts[index], ends[index])
        if letters and forms.is_top_level(letters[1]):
            last, ends[index] = index, letters.end(1)
            break
        if forms.is_top_level(plain[starts[index] : ends[index]]):
            last = index
    if not last:
        return None
    labels = [plain[starts[index] : ends[index]].replace("-\n", "-") for index in range(last + 1)]
    drawn = tuple(cut[0].strip() for cut in cuts[:last] if cut[0] != ".")
    return Host(labels, start, ends[last], ends[last] == end, drawn)


def _goes_on(separator: str, before: str) -> bool:
    """After a complete host only a plain dot, or the same disguise as before, leads to one more label."""
    return separator == "." or (before != "." and separator.strip() == before.strip())


def tight_part(plain: str, host: Host) -> Host:
    """Drop what stands before a disguised dot if plain dots follow: it is the sentence, not the host."""
    cuts = list(forms.SEPARATOR.finditer(plain, host.start, host.end))
    for index in range(len(cuts) - 2, -1, -1):
        if cuts[-1][0] == "." != cuts[index][0] or (not index and _is_list_number(host.labels)):
            return Host(host.labels[index + 1 :], cuts[index].end(), host.end, host.complete)
    return host


def _is_list_number(labels: list[str]) -> bool:
    """`1.abc.com` is the first item of a list; `58.com.cn` is none."""
    return forms.FEW_DIGITS.fullmatch(labels[0]) is not None and labels[1].lower() not in forms.SECOND


def is_announced(plain: str, start: int, end: int) -> bool:
    """Tell whether the words before speak of an address, or nothing else is in the text."""
    alone = start < 3 and end > len(plain) - 3 and not (plain[:start] + plain[end:]).strip()
    return alone or forms.ANNOUNCED.search(plain[max(0, start - 12) : start]) is not None


def is_believable(host: Host, tail: str, announced: bool) -> bool:
    """Tell whether a host without a scheme is one, and no file name, version or missing blank."""
    ending, name = host.ending, host.labels[-2].lower()
    made_up = forms.MADE_UP.fullmatch(name) is not None
    if ending in forms.FILES:
        return made_up and (host.boxed or bool(announced and tail))
    spoken = "点" in host.drawn and not made_up  # `打开app点store`
    said = len(tail) > 1 or (announced and len(ending) > 2 and not spoken)
    if len(tail) > 1 and not host.loose:
        return True
    if _is_prose(host, said, made_up):
        return False
    if ending in forms.STRONG or (len(host.labels) > 2 and name in forms.SECOND and len(ending) == 2):
        return True
    return host.boxed or said or announced or made_up


def is_code(labels: list[str]) -> bool:
    """`com.tencent.mm`, `ASP.NET`, `Co.Ltd`."""
    if len(labels) > 2:
        return labels[0].lower() == "com"
    return ".".join(labels).lower() in forms.NO_ADDRESS or (labels[1] == "NET" and not labels[0].isupper())


def _is_prose(host: Host, said: bool, made_up: bool) -> bool:
    """`OK.See`, `1.vip`, `3点com`: a blank forgotten after a full stop, an item of a list, a time.

    With `said`, words before it or a path behind it speak for an address.
    """
    last, name = host.labels[-1], host.labels[-2]
    odd = made_up and host.ending in forms.STRONG and ("点" in host.drawn or len(host.labels) > 2)
    cored = host.ending in forms.CORE or said or odd
    even = last.islower() or len(host.labels) > 2 or "DOT" in host.drawn
    if host.loose and not (cored and even):
        return True
    if forms.FEW_DIGITS.fullmatch(name):
        return host.loose or len(name) < 2 or host.ending not in forms.USUAL
    return last.istitle() and not host.boxed and host.ending not in forms.USUAL
