"""What the web server and search engines are told: content security, headers, robots, site map. Pure."""

from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

from antifraud.cities import City
from antifraud.sitegen.pages import Page

BASE_POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "connect-src": "'self'",
    "img-src": "'self' data:",
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


def origin_of(address: str) -> str:
    """Return scheme, host and port of an absolute address."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def policy(api: str | None) -> str:
    """Return the policy of a page as one line; `api` is the absolute address of the functions, if any."""
    extra = f" {origin_of(api)}" if api else ""
    return "; ".join(
        f"{name} {value}{extra if name in {'connect-src', 'form-action'} else ''}"
        for name, value in BASE_POLICY.items()
    )


def headers_file(cities: Sequence[City], version: str, api: str | None) -> str:
    """Return the `_headers` file: a line of a path, then its headers, two blanks in."""
    blocks = [
        _block("/*", [*COMMON_HEADERS, f"Content-Security-Policy: {policy(api)}; frame-ancestors 'self'"]),
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
    blocks += [_frame_block(folder, city, api) for city in cities for folder in ("/", "/en/")]
    return "\n".join(blocks)


def robots_file(site_url: str | None) -> str:
    """Return `robots.txt`: everything may be read, except the frames and the demonstration."""
    lines = ["User-agent: *", "Disallow: /*/embed.html", "Disallow: /demo.html", "Disallow: /en/demo.html"]
    if site_url:
        lines.append(f"Sitemap: {site_url}sitemap.xml")
    return "\n".join(lines) + "\n"


def sitemap(pages: Iterable[Page], site_url: str) -> str:
    """Return the site map with each page that a search engine should know."""
    known = [page for page in pages if page.kind not in {"embed", "demo", "not_found"}]
    rows = "".join(f"  <url><loc>{site_url}{page.address}</loc></url>\n" for page in known)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return f'{head}<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{rows}</urlset>\n'


def _frame_block(folder: str, city: City, api: str | None) -> str:
    allowed = " ".join(("'self'", *city.embed_origins))
    rule = f"Content-Security-Policy: {policy(api)}; frame-ancestors {allowed}"
    # Two policies would both apply, so the one for every page is taken away first.
    return _block(f"{folder}{city.slug}/embed.html", ["! Content-Security-Policy", rule])


def _block(path: str, lines: Sequence[str]) -> str:
    return path + "\n" + "".join(f"  {line}\n" for line in lines)
