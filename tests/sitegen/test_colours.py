"""A city's colour can be read on every ground, whatever it is."""

from hypothesis import given
from hypothesis import strategies as st

from antifraud.sitegen.colours import (
    DARK_GROUND,
    LIGHT_GROUND,
    READABLE,
    contrast,
    css_rule,
    mixed,
    readable,
    sheet_name,
)

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@given(COLOURS)
def test_every_colour_becomes_readable(colour):
    for ground in (LIGHT_GROUND, DARK_GROUND):
        assert contrast(readable(colour, ground), ground) >= READABLE


@given(COLOURS)
def test_a_readable_colour_stays_as_it_is(colour):
    if contrast(colour, LIGHT_GROUND) >= READABLE:
        assert readable(colour, LIGHT_GROUND) == colour


@given(COLOURS, COLOURS)
def test_contrast_has_no_order_and_its_limits(one, other):
    assert contrast(one, other) == contrast(other, one)
    assert 1 <= contrast(one, other) <= 21.01


def test_known_values():
    assert round(contrast("#000000", "#ffffff"), 1) == 21
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48
    assert mixed("#000000", "#ffffff", 0.5) == "#808080"


def test_a_rule_sets_both_accents():
    rule = css_rule("#1F5FA8")
    assert rule.startswith(":root{--al:#1f5fa8;--ad:#")
    assert sheet_name("#1F5FA8") == "site-1f5fa8.css"
