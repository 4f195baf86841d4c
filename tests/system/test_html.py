"""The Nu HTML checker has nothing to say of any page, of the site or drawn by the functions."""

import json
import os
import re
import urllib.error
import urllib.parse
import urllib.request

import pytest

from antifraud.languages import FOLDERS
from tools.htmlchecker import complaints

LEVELS = ("confirmed", "high_risk", "reported")


@pytest.fixture
def site_pages(server, pilot, elsewhere):
    """The addresses of all pages of the site, of one city for all, and of the sandbox, in every language."""
    root = server.log.parent / "site"
    folders = [
        f"{language}{of}" for language in FOLDERS.values() for of in ("", f"{pilot.slug}/", "sandbox/")
    ]
    files = [file for folder in folders for file in sorted((root / folder).glob("*.html"))]
    return [f"{server.root}/{file.relative_to(root)}" for file in files]


@pytest.fixture
def draw(server, pilot, tmp_path):
    """Ask the functions as a page without JavaScript does, and keep the page they draw as a file."""

    def drawn(name, path, expected=(200, 201), language="zh-Hans", **fields):
        headers = {"Accept": "text/html", "Accept-Language": language}
        body = urllib.parse.urlencode(fields, doseq=True).encode() if fields else None
        address = f"{server.root}/v1/{path.format(city=pilot.slug)}"
        request = urllib.request.Request(address, body, headers)  # noqa: S310 - our own server
        try:
            answer = urllib.request.urlopen(request, timeout=30)  # noqa: S310 - our own server
        except urllib.error.HTTPError as error:
            answer = error
        with answer:
            page = answer.read().decode()
        assert answer.status in expected, page
        file = tmp_path / f"{name}-{language}.html"
        file.write_text(page, "utf-8")
        return file

    return drawn


@pytest.fixture
def drawn_pages(draw, demo_clue):
    """What the functions draw: a look-up of each level, receipts, an appeal, an error, the documentation."""
    clues = {level: demo_clue(level).value for level in LEVELS}
    clues |= {"official": "95588", "no_record": "18944445555", "none": "你好", "forged": "+8695588"}
    clues["several"] = f"{clues['confirmed']} 95588 18944445555 刷单返利"
    pages = [draw(f"lookup-{name}", "{city}/lookup", text=text) for name, text in clues.items()]
    pages += [draw("lookup", "{city}/lookup", language=one, text=clues["several"]) for one in ("en", "zh-TW")]
    report = {"text": "13755505001 QQ 123456789", "category": "refund", "contact": "13900001111"}
    received = draw("received", "{city}/reports", call_back="true", **report)
    receipt = re.search(r"([2-9A-Z]{4}-){3}[2-9A-Z]{4}", received.read_text("utf-8")).group()
    pages += [received, draw("receipt", f"{{city}}/reports/{receipt}", language="en")]
    pages.append(
        draw("mistake", "{city}/reports", (422,), text="13755505002", category="refund", amount="-5")
    )
    pages.append(draw("unknown", "{city}/reports/2222-2222-2222-2222", (404,), language="en"))
    owner = {"reason": "new_holder", "text": "新办的号码", "contact": "13900003333"}
    for kind in ("phone", "qq"):  # proven by a code, and by a letter
        value = demo_clue("reported", kind).value
        pages.append(draw(f"appeal-{kind}", "{city}/appeals", kind=kind, value=value, **owner))
    return [*pages, draw("docs", "docs", language="en")]


def test_every_page_is_html_without_a_fault(site_pages, drawn_pages):
    assert len(site_pages) > 40
    assert complaints([*site_pages, *map(str, drawn_pages)], os.environ) == []


def test_a_fault_is_found(tmp_path):
    page = tmp_path / "page.html"
    page.write_text("<!doctype html><html lang=en><title>x</title><p><b>open</p><time>when</time>", "utf-8")
    found = complaints([str(page)], os.environ)
    assert any("b" in one and "unclosed" in one.lower() for one in found), json.dumps(found)
    assert any("time" in one for one in found)
