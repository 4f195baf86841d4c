"""Under which expressions an address is listed, how they are hashed, and where a registered domain begins."""

import json
from pathlib import Path

import pytest

from antifraud.clues.suffixes import load_suffixes
from antifraud.clues.url import canonicalize, expression_hash, expressions, registrable_domain
from antifraud.commands.suffixes import pack_suffixes

VECTORS = json.loads((Path(__file__).parent.parent / "vectors" / "url_expressions.json").read_text("utf-8"))


@pytest.mark.parametrize(("canonical", "expected"), VECTORS["expressions"])
def test_expressions(canonical, expected):
    assert canonicalize(canonical) == canonical
    assert expressions(canonical) == expected


@pytest.mark.parametrize(("expression", "digest"), VECTORS["hashes"])
def test_hash(expression, digest):
    assert expression_hash(expression).hex() == digest


@pytest.mark.parametrize(("host", "domain"), VECTORS["registrable"])
def test_registrable_domain(host, domain):
    assert registrable_domain(host) == domain


def test_no_address_has_more_than_thirty():
    assert len(expressions("http://a.b.c.d.e.f.g/1/2/3/4/5.html?q")) == 30


def test_no_rule_is_deeper_than_the_look_up_goes():
    assert max(rule.count(".") for rule in load_suffixes()) < 7


def test_packing_keeps_rules_and_version_and_drops_comments():
    lines = ["// VERSION: 1", "// a comment", "", "com.cn", "公司.cn", "*.ck", "!www.ck"]
    assert pack_suffixes(lines) == ["// VERSION: 1", "!www.ck", "*.ck", "com.cn", "xn--55qx5d.cn"]
