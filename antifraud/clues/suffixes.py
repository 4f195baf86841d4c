"""The public suffixes (`com.cn`, `公司.cn`, `github.io`): where a domain that somebody can register begins.

Holds the look-up in the list bundled as `data/public_suffixes.txt`; refreshing that file is a command.
"""

from functools import cache
from pathlib import Path

_DATA = Path(__file__).parent.parent / "data" / "public_suffixes.txt"
_DEEPEST = 8


@cache
def load_suffixes() -> frozenset[str]:
    """Read every rule of the bundled list in punycode: `com.cn`, `*.ck`, `!www.ck`. Once."""
    lines = _DATA.read_text("ascii").split("\n")
    return frozenset(line for line in lines if line and not line.startswith("//"))


@cache
def top_level_domains() -> frozenset[str]:
    """List every top-level domain, in punycode."""
    return frozenset(rule.rpartition(".")[2] for rule in load_suffixes())


def public_suffix(host: str) -> str:
    """Find the public suffix of a host in ASCII: the longest rule that fits, else the last label."""
    rules = load_suffixes()
    labels = host.split(".")[-_DEEPEST:]
    for start in range(len(labels)):
        name, parent = ".".join(labels[start:]), ".".join(labels[start + 1 :])
        if "!" + name in rules:
            return parent
        if name in rules or "*." + parent in rules:
            return name
    return labels[-1]
