import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl.public import PrivateKey, SealedBox

from antifraud.keys import ALPHABET, Keys
from antifraud.reports import WRITE_SHARDS, ReportKey, parse_receipt

PRIVATE = PrivateKey(bytes(32))
KEYS = Keys(b"k" * 32, bytes(PRIVATE.public_key))
OTHER = Keys(b"o" * 32, bytes(PRIVATE.public_key))


def test_a_card_is_kept_as_a_keyed_hash():
    card = "6222021234567894"
    key = KEYS.clue_key("bank_card", card)
    assert card not in key.id
    assert key == KEYS.clue_key("bank_card", card)
    assert key != OTHER.clue_key("bank_card", card)


def test_a_link_is_looked_up_by_host_and_folders_nearest_first():
    keys = KEYS.lookup_keys("url", "http://a.b.example.com/x/y.html?z=1")
    assert keys[0] == KEYS.clue_key("url", "http://a.b.example.com/x/y.html?z=1")
    assert KEYS.clue_key("url", "http://example.com/") in keys
    assert KEYS.clue_key("url", "http://example.org/") not in keys


@given(st.text(), st.text())
def test_short_hashes_differ_by_purpose_and_key(one, two):
    assert KEYS.short("clue", one) == KEYS.short("clue", one)
    assert set(KEYS.short("clue", one)) <= set(ALPHABET)
    if one != two:
        assert KEYS.short("clue", one) != KEYS.short("clue", two)
    assert KEYS.short("clue", one) != KEYS.short("reporter", one)
    assert KEYS.short("clue", one) != OTHER.short("clue", one)


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("203.0.113.1", "203.0.113.250", True),
        ("203.0.113.1", "203.0.114.1", False),
        ("2001:db8:1::1", "2001:db8:1:ffff::9", True),
        ("2001:db8:1::1", "2001:db8:2::1", False),
        ("", "not an address", True),
    ],
)
def test_networks(one, two, same):
    assert (KEYS.network(one) == KEYS.network(two)) is same


@given(st.text(max_size=2000))
def test_what_is_sealed_opens_with_the_private_key_alone(text):
    sealed = KEYS.seal(text)
    assert SealedBox(PRIVATE).decrypt(sealed).decode() == text
    assert sealed != KEYS.seal(text)


codes = st.text(ALPHABET, min_size=8, max_size=8)


@given(codes, codes)
def test_a_receipt_is_read_back_however_it_was_typed(clue, reporter):
    key = ReportKey(clue, reporter)
    assert 0 <= key.shard < WRITE_SHARDS
    for typed in (key.receipt, key.receipt.lower(), key.receipt.replace("-", ""), f"  {key.receipt} "):
        assert parse_receipt(typed) == key
