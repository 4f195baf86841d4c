"""A site is asked for one file, and nothing inside our own network ever is."""

import socket
import ssl
import time

import pytest

from antifraud.errors import SiteError
from antifraud.outside.addresses import is_public
from antifraud.outside.site_file import PATH, SiteFile, resolve

TOKEN = "city-antifraud-appeal=0123456789abcdef01234567"


@pytest.fixture
def ask(site, certificate):
    """Ask the site by the name shop.test, as if this machine were the internet."""

    def asked(host="shop.test", **more):
        given = {
            "resolve": lambda _host: ["127.0.0.1"],
            "allowed": lambda _address: True,
            "port": site.server_port,
            "context": lambda: ssl.create_default_context(cafile=certificate),
            "seconds": 2.0,
        }
        return SiteFile(**{**given, **more}).shows(host, TOKEN)

    return asked


def text(body, status=200, **headers):
    def answer(handler):
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body)

    return answer


@pytest.mark.parametrize(
    "body",
    [
        TOKEN.encode(),
        f"{TOKEN}\r\n".encode(),
        f"# our appeals\n  {TOKEN}  \nsomething else".encode(),
        b"\xff\xfe\n" + TOKEN.encode(),
    ],
)
def test_a_line_of_the_file_is_the_token(site, ask, body):
    site.answer = text(body)
    assert ask()
    assert site.asked == [(PATH, "shop.test")]


@pytest.mark.parametrize(
    "answer",
    [
        text(b""),
        text(TOKEN.encode()[:-1]),
        text(b"x" + TOKEN.encode()),
        text(b"<html>" + TOKEN.encode()),
        text(TOKEN.encode(), 404),
        text(TOKEN.encode(), 500),
        text(TOKEN.encode(), 302, Location="https://shop.test" + PATH),
        text(TOKEN.encode(), 301, Location="http://169.254.169.254/latest/meta-data"),
        text(b"x\n" * 3000 + TOKEN.encode()),
    ],
)
def test_anything_else_proves_nothing_and_no_redirect_is_followed(site, ask, answer):
    site.answer = answer
    assert not ask()
    assert len(site.asked) == 1


def test_a_file_in_chunks_is_read(site, ask):
    raw = f"{len(TOKEN):x}\r\n{TOKEN}\r\n0\r\n\r\n".encode()
    site.answer = text(raw, Transfer_Encoding="chunked")
    assert ask()


def test_a_file_that_ends_early_is_read_as_far_as_it_came(site, ask):
    site.answer = text(TOKEN.encode() + b"\n", Content_Length="4000")
    assert ask()


def test_a_site_that_drips_is_given_up_at_the_deadline(site, ask):
    def drip(handler):
        handler.send_response(200)
        handler.end_headers()
        for _ in range(100):
            handler.wfile.write(b"x\n")
            time.sleep(0.05)

    site.answer = drip
    with pytest.raises(SiteError):
        ask(seconds=0.3)


def test_an_answer_that_is_no_http(site, ask):
    site.answer = lambda handler: handler.wfile.write(b"hello\r\n" * 10)
    with pytest.raises(SiteError):
        ask()


@pytest.mark.parametrize(
    "addresses",
    [
        ["127.0.0.1"],
        ["10.1.2.3"],
        ["169.254.169.254"],
        ["fd00:ec2::254"],
        ["::ffff:127.0.0.1"],
        ["1.1.1.1", "127.0.0.1"],
        ["127.0.0.1", "1.1.1.1"],
        ["2400:3200::1", "fd00::1"],
        [],
    ],
)
def test_a_name_that_leads_inside_is_not_asked(site, ask, addresses):
    site.answer = text(TOKEN.encode())
    with pytest.raises(SiteError):
        ask(resolve=lambda _host: addresses, allowed=is_public)
    assert site.asked == []


@pytest.mark.parametrize(
    "host", ["localhost", "127.0.0.1", "169.254.169.254", "[::1]", "0x7f.1", "no.such.invalid"]
)
def test_names_are_resolved_for_real_and_refused(site, ask, host):
    with pytest.raises(SiteError):
        ask(host, resolve=resolve, allowed=is_public)
    assert site.asked == []


def test_the_connection_goes_to_the_address_that_was_checked(site, ask):
    site.answer = text(TOKEN.encode())
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    assert ask(resolve=lambda _host: next(answers))
    assert next(answers) == ["10.0.0.1"], "the name is asked for once"


def test_of_several_addresses_one_that_functions_reach_is_asked(site, ask):
    site.answer = text(TOKEN.encode())
    assert ask(resolve=lambda _host: ["::2", "127.0.0.1"])


def test_a_certificate_for_another_name_proves_nothing(site, ask):
    site.answer = text(TOKEN.encode())
    with pytest.raises(SiteError):
        ask("other.test")
    assert site.asked == []


def test_nobody_there(ask):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        with pytest.raises(SiteError):
            ask(port=taken.getsockname()[1])


def test_a_host_that_could_write_headers_of_its_own_is_not_asked(site, ask):
    with pytest.raises(SiteError):
        ask("shop.test\r\nX: y")
