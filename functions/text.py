"""Which language and which form an answer takes. It holds no sentence."""

import re
from collections.abc import Mapping

from flask import current_app, g, request

from antifraud.cities import City, Text
from antifraud.languages import (
    ENGLISH,
    FOLDERS,
    LANGUAGES,
    SIMPLIFIED,
    TRADITIONAL,
    choose,
    say,
    write_chinese,
)
from antifraud.sandbox import SLUG

_TAGS = {
    re.compile("en(-|$)", re.IGNORECASE): ENGLISH,
    re.compile("zh-(hant|tw|hk|mo)(-|$)", re.IGNORECASE): TRADITIONAL,
    re.compile("zh(-|$)", re.IGNORECASE): SIMPLIFIED,
}
"""How the tags begin that browsers send, by script or by where it is written; the first that fits."""


def wants_page() -> bool:
    """Tell whether a browser asked for a page rather than a program for JSON."""
    accepted = request.accept_mimetypes
    return accepted.best_match(["application/json", "text/html"]) == "text/html"


def choose_language() -> str:
    """Return the language asked for by `?lang=`, else the first of the browser's that we have, else ours."""
    asked = request.args.get("lang")
    if asked in LANGUAGES:
        return asked
    wished = (tag for tag, quality in request.accept_languages if quality > 0)
    known = (language for tag in wished for begins, language in _TAGS.items() if begins.match(tag))
    return next(known, SIMPLIFIED)


def sentences() -> Mapping[str, Mapping[str, str]]:
    """Return the sentences in the language of this request."""
    messages: Mapping[str, Mapping[str, Mapping[str, str]]] = current_app.extensions["antifraud.messages"]
    return messages[g.lang]


def said(text: Text | Mapping[str, str]) -> str:
    """Return a text, or one as answers hold it, in the language of this request."""
    return say(text, g.lang) if isinstance(text, Text) else text.get(g.lang, text["zh"])


def written(chinese: str) -> str:
    """Return Chinese data as the language of this request writes it."""
    return write_chinese(chinese, g.lang)


def has_pages(city: City) -> bool:
    """Tell whether a city has pages of its own; the sandbox has only its window."""
    return city.slug != SLUG


def site_page(name: str, city: City | None = None) -> str:
    """Return the address of a page of the site, of a city or of none, in the language of this request."""
    city = city if city and has_pages(city) else None
    language = choose(g.lang, city.languages if city else LANGUAGES)
    folder = FOLDERS[language] + (f"{city.slug}/" if city else "")
    return f"{current_app.extensions['antifraud.site']}/{folder}{name}"
