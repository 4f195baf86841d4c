"""A city's colour made readable on light and on dark ground. Pure; writes no CSS."""

LIGHT_GROUND = "#f4f6f8"
DARK_GROUND = "#1b2128"
OWN_COLOUR = "#1d4f91"
"""What the pages without a city are in."""

READABLE = 5.0
"""Contrast that small text keeps on its ground; WCAG 2.2 asks for 4.5, the rest is for old screens."""


def luminance(colour: str) -> float:
    """Return the relative luminance of `#rrggbb`, 0 to 1 (WCAG 2.2)."""
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21 (WCAG 2.2)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def mixed(colour: str, with_colour: str, share: float) -> str:
    """Return `colour` with `share` (0 to 1) of `with_colour` mixed in."""
    parts = [
        round(int(colour[at : at + 2], 16) * (1 - share) + int(with_colour[at : at + 2], 16) * share)
        for at in (1, 3, 5)
    ]
    return "#" + "".join(f"{part:02x}" for part in parts)


def readable(colour: str, ground: str) -> str:
    """Return `colour`, moved towards black or white in twentieths until it can be read on `ground`."""
    end = "#000000" if luminance(ground) > 0.18 else "#ffffff"
    shades = (mixed(colour, end, step / 20) for step in range(21))
    return next(shade for shade in shades if contrast(shade, ground) >= READABLE or shade == end)


def sheet_name(colour: str) -> str:
    """Return the plain name of the style sheet in a city's colour."""
    return f"site-{colour.lstrip('#').lower()}.css"


def css_rule(colour: str) -> str:
    """Return the rule that sets the accent on light (`--al`) and on dark ground (`--ad`)."""
    return f":root{{--al:{readable(colour, LIGHT_GROUND)};--ad:{readable(colour, DARK_GROUND)}}}\n"
