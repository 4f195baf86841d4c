"""Web addresses in canonical form, and the expressions under which they are listed and looked up.

The rules are those published for Google Safe Browsing ("URLs and Hashing"); where they leave room, a browser
decides. Recognising addresses in a message is in `urlfind`, what is suspicious about a host in `lookalike`.
"""

import re
from hashlib import sha256

from antifraud.clues.hosts import ESCAPES, canonical_host, is_address
from antifraud.clues.suffixes import public_suffix
from antifraud.errors import ClueError

_BLANK = " \t\r\n\f\v\u00a0\u3000\u200b\ufeff"
_REMOVED = {ord(character): None for character in "\t\r\n"}
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_CONTROL = re.compile(r"[\x80-\x9f]")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+-]*):[/\\]{2}")
_ESCAPED_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+-]*%(25)*3[Aa]")
_AUTHORITY_END = re.compile(r"[/\\?]")
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
_HEX = re.compile(r"[0-9A-Fa-f]{2}$")
_DONE = re.compile(
    r"(?:https?|ftp)://(?:[a-z0-9_-]+\.)*[a-z][a-z0-9_-]*"
    r"/(?:(?!\.)[!\"$&-.0->@-\[\]-~]+/)*(?:(?!\.)[!\"$&-.0->@-\[\]-~]+)?"
    r"(?:\?[!\"$&-~]*)?"
)
"""What most addresses are already: canonical, by a shape that no rule below changes."""
_PLAIN_NAME = re.compile(r"(?:[a-z0-9_-]+\.)*[a-z][a-z0-9_-]*")
_CLEAN = re.compile(r"(?:/(?!\.)[^\x00-\x20#%/?\\\x7f-\xff]+)*/?(?:\?[^\x00-\x20#%\x7f-\xff]*)?")


def canonicalize(text: str) -> str:
    """Turn an address as typed into the one form under which it is stored and compared.

    Without a scheme it is taken for http. The query is kept, fragment, port and user are not. The result is
    ASCII, and canonical already: doing it twice changes nothing. Raises ClueError where there is no host.
    """
    if _DONE.fullmatch(text):
        return text
    raw = _byte_string(text.strip(_BLANK).translate(_REMOVED).partition("#")[0])
    if _ESCAPED_SCHEME.match(raw):
        raw = _unescape(raw)
    match = _SCHEME.match(raw)
    scheme, start = (match[1].lower(), match.end()) if match else ("http", 0)
    cut = _AUTHORITY_END.search(raw, start)
    end = cut.start() if cut else len(raw)
    authority = raw[start:end]
    if "@" in authority and match is None:
        raise ClueError
    host = canonical_host(_unescape(authority.rpartition("@")[2]))
    return f"{scheme}://{host}{_canonical_rest(raw[end:])}"


def split_url(canonical: str) -> tuple[str, str, str]:
    """Split a canonical address into host, path and query (with its question mark, or empty)."""
    rest = canonical.partition("://")[2]
    head, mark, query = rest.partition("?")
    host, _, path = head.partition("/")
    return host, "/" + path, mark + query


def expressions(canonical: str) -> list[str]:
    """List up to 30 expressions `host/path` of a canonical address, the exact one first.

    Hosts: itself, then the last five labels and what remains as labels are taken away in front, as published,
    but never a public suffix: nobody can list all of `com.cn`. Paths: with the query, without it, then up to
    four from the root.
    """
    host, path, query = split_url(canonical)
    paths = _path_prefixes(path, query)
    return [name + prefix for name in _host_suffixes(host) for prefix in paths]


def expression_hash(expression: str) -> bytes:
    """Hash an expression with SHA-256, 32 bytes, as published; lists hold its first bytes."""
    return sha256(expression.encode()).digest()


def registrable_domain(host: str) -> str | None:
    """Find the domain somebody registered, in ASCII: `icbc.com.cn` for `www.icbc.com.cn`.

    None for IP addresses, for public suffixes and for what is no host.
    """
    name = host
    if not _PLAIN_NAME.fullmatch(host):
        try:
            name = canonical_host(_byte_string(host))
        except ClueError:
            return None
        if is_address(name):
            return None
    suffix = public_suffix(name)
    if name == suffix:
        return None
    return name[: -len(suffix) - 1].rpartition(".")[2] + "." + suffix


def _byte_string(text: str) -> str:
    """Encode as UTF-8 with one character per byte; full-width forms as ASCII.

    A C1 control is the byte of its number, as in the published examples.
    """
    if text.isascii():
        return text
    wide = _SURROGATE.sub("\ufffd", text).translate(_FULL_WIDTH)
    if not _CONTROL.search(wide):
        return wide.encode().decode("latin-1")
    return "".join(c if _CONTROL.match(c) else c.encode().decode("latin-1") for c in wide)


def _unescape(raw: str) -> str:
    """Undo percent escapes until none is left; linear however deeply they are nested."""
    for _ in range(3):
        if not _ESCAPE.search(raw):
            return raw
        raw = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), raw)
    return _unescape_deep(raw) if _ESCAPE.search(raw) else raw


def _unescape_deep(raw: str) -> str:
    """Reach the fixed point in one pass: escapes never overlap, so the order does not matter."""
    done: list[str] = []
    for character in raw:
        done.append(character)
        while len(done) > 2 and done[-3] == "%" and _HEX.match(done[-2] + done[-1]):
            done[-3:] = [chr(int(done[-2] + done[-1], 16))]
    return "".join(done)


def _canonical_rest(raw: str) -> str:
    """Unescape path and query, clean the path, escape once. Most are clean already."""
    if raw[:1] != "?" and _CLEAN.fullmatch(raw):
        return raw or "/"
    path, mark, query = _unescape(raw).partition("?")
    return (_clean_path(path) + mark + query).translate(ESCAPES)


def _clean_path(path: str) -> str:
    """Resolve dot segments as a browser does, then make runs of slashes one."""
    kept: list[str] = []
    segments = path.replace("\\", "/").split("/")
    for segment in segments[1:]:
        if segment == "..":
            del kept[-1:]
        elif segment != ".":
            kept.append(segment)
    names = [segment for segment in kept if segment]
    slash = "/" if names and segments[-1] in ("", ".", "..") else ""
    return "/" + "/".join(names) + slash


def _host_suffixes(host: str) -> list[str]:
    if is_address(host):
        return [host]
    labels = host.split(".")
    suffix_labels = public_suffix(host).count(".") + 1
    starts = range(max(1, len(labels) - 5), len(labels) - suffix_labels)
    return [host, *(".".join(labels[start:]) for start in starts)]


def _path_prefixes(path: str, query: str) -> list[str]:
    exact = path if query == "?" else path + query
    directories = path.split("/", 5)[1:-1][:3]
    roots = [
        "/" + "".join(name + "/" for name in directories[:count]) for count in range(len(directories) + 1)
    ]
    return list(dict.fromkeys([exact, path, *roots]))
