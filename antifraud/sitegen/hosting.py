"""What the web server and search engines are told: content security, headers, robots, site map. Pure."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any
from urllib.parse import urlsplit

from antifraud.cities import City, Text
from antifraud.languages import FOLDERS, LANGUAGES
from antifraud.sandbox import SLUG
from antifraud.sitegen.pages import Page, in_every_language

BASE_POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "connect-src": "'self'",
    "img-src": "'self' data:",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "frame-src": "'self'",
    "base-uri": "'self'",
    "require-trusted-types-for": "'script'",
}
"""The content security policy of every page; an API elsewhere is added where it must be."""

COMMON_HEADERS = (
    "X-Content-Type-Options: nosniff",
    "Referrer-Policy: strict-origin-when-cross-origin",
    "Permissions-Policy: geolocation=(self), camera=(), microphone=()",
)


FRAUD_LINE = "96110"

UNLISTED = frozenset({"embed", "shared", "demo", "not_found"})
"""Kinds of pages that no search engine should list."""


def is_listed(page: Page) -> bool:
    """Tell whether search engines should list a page."""
    return page.kind not in UNLISTED and not page.is_sandbox


def origin_of(address: str) -> str:
    """Return scheme, host and port of an absolute address."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def policy(api: str | None, uploads: str | None = None) -> str:
    """Return the policy of a page as one line, for absolute addresses of functions and uploads, if any."""
    extra = "".join(f" {origin_of(address)}" for address in (api, uploads) if address)
    return "; ".join(
        f"{name} {value}{extra if name in {'connect-src', 'form-action'} else ''}"
        for name, value in BASE_POLICY.items()
    )


def sealed_policy() -> str:
    """Return the policy of a page that must not send anything anywhere."""
    sealed = {**BASE_POLICY, **dict.fromkeys(("connect-src", "form-action", "frame-src"), "'none'")}
    return "; ".join(f"{name} {value}" for name, value in sealed.items())


def headers_file(cities: Sequence[City], version: str, api: str | None, uploads: str | None = None) -> str:
    """Return the `_headers` file: a line of a path, then its headers, two blanks in."""
    rule = policy(api, uploads)
    blocks = [
        _block("/*", [*COMMON_HEADERS, f"Content-Security-Policy: {rule}; frame-ancestors 'self'"]),
        _block("/a/*", ["Cache-Control: public, max-age=31536000, immutable"]),
        _block(
            "/w/v1/*",
            [
                "Cache-Control: public, max-age=3600, stale-while-revalidate=604800",
                "Access-Control-Allow-Origin: *",
                "Cross-Origin-Resource-Policy: cross-origin",
            ],
        ),
        _block(
            f"/w/{version}/*",
            [
                "Cache-Control: public, max-age=31536000, immutable",
                "Access-Control-Allow-Origin: *",
                "Cross-Origin-Resource-Policy: cross-origin",
            ],
        ),
    ]
    blocks += [_frame_block(folder, city, rule) for city in cities for folder in FOLDERS.values()]
    return "\n".join(blocks)


def robots_file(site_url: str | None) -> str:
    """Return `robots.txt`: everything may be read, except the frames and the demonstration."""
    hidden = ("demo.html", f"{SLUG}/")
    lines = ["User-agent: *", "Disallow: /*/embed.html"]
    lines += [f"Disallow: /{folder}{one}" for one in hidden for folder in FOLDERS.values()]
    if site_url:
        lines.append(f"Sitemap: {site_url}sitemap.xml")
    return "\n".join(lines) + "\n"


def sitemap(pages: Iterable[Page], site_url: str) -> str:
    """Return the site map: each page that a search engine should know, with where its other languages are."""
    rows = "".join(
        f"  <url><loc>{site_url}{page.address}</loc>{_alternates(page, site_url)}</url>\n"
        for page in pages
        if is_listed(page)
    )
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    names = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'
    return f"{head}<urlset {names}>\n{rows}</urlset>\n"


def city_facts(city: City, say: Callable[[Text], str], title: str) -> dict[str, Any]:
    """Return the window of a city in the words of schema.org."""
    return {
        "@context": "https://schema.org",
        "@type": "GovernmentService",
        "name": title,
        "areaServed": say(city.name),
        "availableChannel": {
            "@type": "ServiceChannel",
            "servicePhone": {"@type": "ContactPoint", "telephone": FRAUD_LINE},
        },
    }


def _alternates(page: Page, site_url: str) -> str:
    """Return the links to a page in each language; the main one is for readers of any other."""
    there = in_every_language(page)
    main = page.city.languages[0] if page.city else LANGUAGES[0]
    named = [(one.language, one) for one in there] + [
        ("x-default", one) for one in there if one.language == main
    ]
    return "".join(
        f'<xhtml:link rel="alternate" hreflang="{name}" href="{site_url}{one.address}"/>'
        for name, one in named
    )


def _frame_block(folder: str, city: City, common: str) -> str:
    allowed = " ".join(("'self'", *city.embed_origins))
    rule = f"Content-Security-Policy: {common}; frame-ancestors {allowed}"
    # Two policies would both apply, so the one for every page is taken away first.
    return _block(f"/{folder}{city.slug}/embed.html", ["! Content-Security-Policy", rule])


def _block(path: str, lines: Sequence[str]) -> str:
    return path + "\n" + "".join(f"  {line}\n" for line in lines)
