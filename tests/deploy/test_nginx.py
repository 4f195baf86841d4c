"""The example for nginx: its headers are those of the site, and Debian's nginx takes it as it is."""

import getpass
import http.client
import re
import subprocess
import time

import pytest

from antifraud.sitegen.hosting import COMMON_HEADERS, policy
from tests.deploy.small_sites import write_files
from tools.emulator import free_port
from tools.nginx import nginx_path


@pytest.fixture
def example(root) -> str:
    return (root / "deploy" / "nginx.conf").read_text("utf-8")


def test_its_headers_are_those_of_the_site(example):
    assert f'"{policy("https://api.example.cn/")}; frame-ancestors $antifraud_portals"' in example
    for header in COMMON_HEADERS:
        name, value = header.split(": ")
        assert re.search(f'add_header {name} "?{re.escape(value)}"? always;', example), header


@pytest.fixture
def served(example, tmp_path):
    """Serve a small site with the example, without encryption and on a free port."""
    nginx = nginx_path()
    assert nginx, "no nginx here; `make test` installs it as root: apt-get install nginx"
    site, port = tmp_path / "site", free_port()
    pages = ("index.html", "404.html", "_headers", "seaside/index.html", "seaside/embed.html")
    parts = ("a/x.css", "seaside/app.webmanifest", "w/v1/window.js", "w/abc123/window.js")
    write_files(site, {name: name for name in (*pages, *parts)})
    (site / "index.html.gz").write_bytes(b"packed")
    server = re.sub(r" *ssl_certificate.*\n", "", example)
    server = server.replace("listen 443 ssl;", f"listen 127.0.0.1:{port};").replace(
        "/var/www/antifraud", str(site)
    )
    config = tmp_path / "nginx.conf"
    scratch = "".join(
        f"{kind}_temp_path {tmp_path}/{kind};"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    config.write_text(
        f"daemon off; user {getpass.getuser()}; pid {tmp_path}/pid; error_log {tmp_path}/error.log;\n"
        f"events {{}}\nhttp {{ include /etc/nginx/mime.types; access_log off; {scratch}\n"
        f"{server} }}\n",
        "utf-8",
    )
    process = subprocess.Popen([nginx, "-c", config, "-p", tmp_path, "-e", tmp_path / "error.log"])
    yield lambda path, **headers: _get(port, path, headers)
    process.terminate()
    process.wait(10)


def _get(port, path, headers):
    for _ in range(100):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            connection.request(
                "GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()}
            )
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read()
        except ConnectionRefusedError:
            time.sleep(0.05)
        finally:
            connection.close()
    raise AssertionError("nginx does not answer")


def test_nginx_serves_a_site_with_every_header(served):
    status, headers, body = served("/seaside/")
    assert (status, body) == (200, b"seaside/index.html")
    assert headers["Content-Security-Policy"].endswith("frame-ancestors 'self'")
    assert headers["Cache-Control"].startswith("public, max-age=300")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Access-Control-Allow-Origin"] is None
    assert served("/seaside/embed.html")[1]["Content-Security-Policy"].endswith("https://www.example.gov.cn")
    assert "immutable" in served("/a/x.css")[1]["Cache-Control"]
    assert "immutable" in served("/w/abc123/window.js")[1]["Cache-Control"]
    loader = served("/w/v1/window.js")[1]
    assert loader["Cache-Control"].startswith("public, max-age=3600")
    assert (loader["Access-Control-Allow-Origin"], loader["Cross-Origin-Resource-Policy"]) == (
        "*",
        "cross-origin",
    )
    packed = served("/", Accept_Encoding="gzip")
    assert (packed[1]["Content-Encoding"], packed[2]) == ("gzip", b"packed")
    missing = served("/nowhere")
    assert (missing[0], missing[2]) == (404, b"404.html")
    assert missing[1]["Content-Security-Policy"]
    assert served("/_headers")[0] == 404


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/a/x.css", "text/css; charset=utf-8"),
        ("/seaside/app.webmanifest", "application/manifest+json"),
    ],
)
def test_every_kind_of_file_is_named_what_it_is(served, path, kind):
    status, headers, _ = served(path)
    assert (status, headers["Content-Type"]) == (200, kind)
    assert headers["Cache-Control"]
    assert headers["X-Content-Type-Options"] == "nosniff"
