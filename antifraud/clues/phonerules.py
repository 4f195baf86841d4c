"""When digits that read as a telephone number are believed: how they are grouped, what stands beside them.

What is read wrongly accuses an innocent, so each form of number has its own rule. The words are `context`.
"""

import re
from typing import NamedTuple

from antifraud.clues import context, phone
from antifraud.clues.calling import AREA
from antifraud.clues.digits import Group, Joined, tail_sizes
from antifraud.clues.phone import Reading

# How people cut the eleven digits of a mobile: everybody, and some.
_COMMON_MOBILE = frozenset({(3, 4, 4), (3, 8), (7, 4)})
_RARE_MOBILE = frozenset({
    (5, 6), (6, 5), (4, 7), (1, 10), (2, 9), (9, 2), (8, 3), (10, 1),
    (3, 3, 5), (4, 3, 4), (3, 5, 3), (3, 2, 6), (3, 6, 2), (5, 3, 3), (1, 2, 8), (2, 5, 4),
    (2, 3, 3, 3), (3, 3, 3, 2), (3, 2, 3, 3), (3, 3, 2, 3), (3, 2, 2, 4), (3, 4, 2, 2), (1, 2, 4, 4),
    (1, 3, 3, 4), (5, 2, 2, 2), (3, 1, 3, 4), (3, 4, 1, 3), (3, 4, 3, 1), (2, 1, 4, 4), (3, 2, 2, 2, 2),
})  # fmt: skip
_LOCAL_SIZES = frozenset({
    (8,), (7,), (4, 4), (3, 4), (4, 3), (3, 5), (5, 3), (2, 6), (1, 7),
    (3, 2, 2), (2, 3, 3), (3, 3, 2), (2, 2, 2, 2),
})  # fmt: skip
_COMMON_LOCAL = frozenset({(8,), (7,), (4, 4), (3, 4)})
_PAIRS = (2, 2, 2, 2, 2)
_DOTTED = 6  # parts, more than a version or an address has
_LISTING = re.compile("[,，、/|+<>《》=]")
_DATE = re.compile("(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])")
_BARE_SERVICE = re.compile("955[0-9]{2}|100(?:86|10)|96110")
_BARE_FORGED = re.compile("(?:00|0?0?86|0)(?:955[0-9]{2}|96110|100(?:86|10)|[48]00[0-9]{7})")
_FORGED_WITH_PLUS = re.compile("0{0,2}86|852|853|886|95|96110|0{2,3}[19]|0[1-9]|[48]00[0-9]{7}")
_IN_BRACKETS = ("852)", "853)", "886)")
"""Codes that people put in brackets instead of behind a plus."""
_ALSO = re.compile("[\\s、/或和及与,，|；;&~至到跟(（]{1,4}|(?:或者|以及|或拨打|或致电)")
_AREA_PREFIX = re.compile(f"(?:0|(?:00|0)?860?){AREA}")


class Scene(NamedTuple):
    """What a run is read in: a plain text, the asked city's area code, and the number before.

    `filled` is the range that is not blank at the ends; `previous` is where the number before ended, 0 for
    none, `previous_area` its area code if it was a landline.
    """

    plain: str
    filled: tuple[int, int]
    area_code: str | None
    previous: int = 0
    previous_area: str | None = None

    def follows(self, start: int) -> bool:
        """Tell whether what starts here is the next in a list of numbers."""
        near = self.previous and 0 < start - self.previous <= 5
        return bool(near and _ALSO.fullmatch(self.plain, self.previous, start))

    def area_at(self, start: int) -> str | None:
        """Give the area of a local number: that of the number before in a list, else the asked city's."""
        return self.previous_area if self.previous_area and self.follows(start) else self.area_code


def plus_before(plain: str, start: int) -> int | None:
    """Give where a `+` stands before the digits, or the bracket of `(852)`; one between digits is a sum."""
    at = start - 1
    if at < 0 or plain[at] not in "+( ":
        return None
    if plain[at] == "(" and plain.startswith(_IN_BRACKETS, start):
        return at
    if plain[at] in "( ":
        at -= 1
    if at < 0 or plain[at] != "+":
        return None
    return None if at > 0 and "0" <= plain[at - 1] <= "9" else at


def fits(scene: Scene, groups: list[Group], joined: Joined, reading: Reading) -> bool:
    """Tell whether a reading is believable where it stands."""
    start, end = groups[joined.first].start, groups[joined.last].end
    if context.is_glued(scene.plain, start, end):
        return False
    if len(joined.sizes) == 1 and context.has_unit(scene.plain, end, len(joined.digits)):
        return False
    return _RULES[reading.form](scene, groups, joined)


def _says_phone(scene: Scene, groups: list[Group], joined: Joined) -> bool:
    start, end = groups[joined.first].start, groups[joined.last].end
    return _said_beside(scene, start, end) or _is_all(scene, start, end)


def _said_beside(scene: Scene, start: int, end: int) -> bool:
    """Tell whether a word beside the digits, or a number before them in a list, makes them one."""
    return scene.follows(start) or context.says_phone(scene.plain, start, end)


def _is_all(scene: Scene, start: int, end: int) -> bool:
    """Tell whether the digits, with a sign or a mark, are the whole text."""
    from_, to = scene.filled
    if start - from_ > 2 or to - end > 2:
        return False
    return not (scene.plain[from_:start].strip("+(*# ") or scene.plain[end:to].strip("#*)"))


def _alone(groups: list[Group], joined: Joined) -> bool:
    """Tell whether the parts are not a piece of a longer series written the same way."""
    gap_before = groups[joined.first].gap if joined.first else ""
    gap_after = groups[joined.last + 1].gap if joined.last + 1 < len(groups) else None
    if gap_after == "" or (max(joined.sizes) == 1 and joined.gaps[:1] == (gap_after,)):
        return False
    if len(joined.sizes) == 1:
        return not (gap_before in {"-", ".", "/", "_"} and gap_after == gap_before)
    if not joined.gaps[0].strip():
        return True
    return gap_before != joined.gaps[0] and gap_after != joined.gaps[-1]


def _even(joined: Joined) -> bool:
    """Tell whether every digit stands alone (`1 3 8 …`), in long numbers with a dash somewhere as well."""
    count = len(joined.sizes)
    if count < 7 or max(joined.sizes) > 1:
        return False
    return len(set(joined.gaps)) == 1 or (count > 9 and all(gap.strip(" -—") == "" for gap in joined.gaps))


def _is_listing(joined: Joined) -> bool:
    return _LISTING.search("".join(joined.gaps)) is not None


def _mobile_fits(scene: Scene, groups: list[Group], joined: Joined) -> bool:
    if not (_alone(groups, joined) or _among_mobiles(groups, joined)):
        return False
    if len(joined.sizes) == 1:
        return True
    sizes = tail_sizes(joined.sizes, len(joined.digits) - 11)
    if len(sizes) == 1 or _even(joined) or sizes == (3, 4, 4):
        return True
    if _is_listing(joined) or (set(joined.gaps) == {"."} and max(sizes) <= 3 and len(sizes) < _DOTTED):
        return False
    return sizes in _COMMON_MOBILE or (
        len(set(joined.gaps)) == 1 and _is_rare_mobile(scene, groups, joined, sizes)
    )


def _among_mobiles(groups: list[Group], joined: Joined) -> bool:
    """Tell whether this is the middle of a list (`138…/139…/150…`)."""
    beside = groups[joined.first - 1 : joined.first] + groups[joined.last + 1 : joined.last + 2]
    return groups[joined.first].gap == "/" and all(len(one.digits) == 11 for one in beside)


def _is_rare_mobile(scene: Scene, groups: list[Group], joined: Joined, sizes: tuple[int, ...]) -> bool:
    """Tell whether parts that few people write are a mobile all the same, such as `138 1 2 3 …`."""
    if sizes in _RARE_MOBILE or max(sizes[1:]) == 1 or (joined.gaps[0] == "." and len(sizes) >= _DOTTED):
        return True
    start, end = groups[joined.first].start, groups[joined.last].end
    return len(sizes) <= 6 and (_said_beside(scene, start, end) or context.asks_to_call(scene.plain, start))


def _landline_fits(scene: Scene, groups: list[Group], joined: Joined) -> bool:
    if not (_alone(groups, joined) or _extended(groups, joined)):
        return False
    if _is_listing(joined):
        return joined.gaps == ("/",) and joined.sizes[0] == _area_end(joined.digits)
    if len(joined.sizes) == 1 or _even(joined):
        return True
    if joined.sizes[0] < 3 and not joined.digits.startswith("86"):
        return False
    rest = tail_sizes(joined.sizes, _area_end(joined.digits))
    return rest in _LOCAL_SIZES or (len(rest) <= 3 and _says_phone(scene, groups, joined))


def _area_end(digits: str) -> int:
    match = _AREA_PREFIX.match(digits)
    return match.end() if match else 0


def _extended(groups: list[Group], joined: Joined) -> bool:
    """Tell whether the series goes on with what can be an extension, and ends there."""
    after = groups[joined.last + 1 :][:2]
    before = groups[joined.first].gap if joined.first else ""
    short = bool(after) and len(after[0].digits) <= 5 and after[0].gap in {"-", "—"}
    return short and before not in {"-", "—"} and (len(after) < 2 or after[1].gap != after[0].gap)


def _local_fits(scene: Scene, groups: list[Group], joined: Joined) -> bool:
    if not (joined.sizes in _COMMON_LOCAL or _even(joined)) or _is_listing(joined):
        return False
    start = groups[joined.first].start
    if not (_alone(groups, joined) or scene.follows(start)):
        return False
    if _DATE.fullmatch(joined.digits) or _begins_toll(groups, joined):
        return False
    return _said_beside(scene, start, groups[joined.last].end)


def _begins_toll(groups: list[Group], joined: Joined) -> bool:
    """Tell whether `400 0016` goes on with the rest of a 400 line."""
    after = groups[joined.last + 1 :][:1]
    return joined.digits.startswith(phone.TOLL_STARTS) and any(
        len(joined.digits + one.digits) == 10 and one.gap in joined.gaps for one in after
    )


def _toll_fits(_scene: Scene, groups: list[Group], joined: Joined) -> bool:
    sizes = joined.sizes
    grouped = len(sizes) <= 4 or sizes == _PAIRS or _even(joined)
    return grouped and _alone(groups, joined) and not _is_listing(joined)


def _sender_fits(scene: Scene, groups: list[Group], joined: Joined) -> bool:
    if _is_listing(joined) or not _alone(groups, joined) or (len(joined.sizes) > 1 and 11 in joined.sizes):
        return False
    if len(joined.digits) < 10 or len(joined.sizes) > 5:
        return _says_phone(scene, groups, joined)
    return joined.sizes[0] <= 12 or len(joined.sizes) == 1


def _foreign_fits(_scene: Scene, _groups: list[Group], joined: Joined) -> bool:
    return (len(joined.sizes) <= 7 or max(joined.sizes[1:]) == 1) and not _is_listing(joined)


def _service_fits(scene: Scene, groups: list[Group], joined: Joined) -> bool:
    if _is_listing(joined) or not _alone(groups, joined) or _beside_series(groups, joined):
        return False
    if len(joined.sizes) == 1 and _BARE_SERVICE.fullmatch(joined.digits):
        return True
    if max(joined.sizes) > 1 and (len(joined.sizes) > 3 or min(joined.sizes) == 1):
        return False
    return _says_phone(scene, groups, joined)


def _beside_series(groups: list[Group], joined: Joined) -> bool:
    """Tell whether a date, a price or a version goes on beside the digits; `95338-2` is a key to press."""
    before = groups[joined.first].gap if joined.first else ""
    rest = groups[joined.last + 1 :]
    key = len(rest) == 1 and rest[0].gap == "-" and len(rest[0].digits) == 1
    after = rest[0].gap if rest and not key else ""
    return before in {"-", ".", ",", "_"} or after in {"-", ".", ",", "_", "~"}


def _forged_fits(scene: Scene, groups: list[Group], joined: Joined) -> bool:
    if _is_listing(joined) or len(joined.sizes) > 5 or not _alone(groups, joined):
        return False
    start = groups[joined.first].start
    if plus_before(scene.plain, start) is not None and _FORGED_WITH_PLUS.match(joined.digits):
        return True
    # An official line as it is dialled reads as forged only with a mark behind it (`95588#`).
    bare = _BARE_FORGED.fullmatch(joined.digits) or _BARE_SERVICE.fullmatch(joined.digits)
    if bare and len(joined.sizes) == 1:
        return True
    return _says_phone(scene, groups, joined)


_RULES = {
    phone.MOBILE: _mobile_fits,
    phone.LANDLINE: _landline_fits,
    phone.LOCAL: _local_fits,
    phone.TOLL: _toll_fits,
    phone.SENDER: _sender_fits,
    phone.FOREIGN: _foreign_fits,
    phone.SERVICE: _service_fits,
    phone.FORGED: _forged_fits,
}
