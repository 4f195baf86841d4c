"""Which language and which form an answer takes. It holds no sentence."""

from collections.abc import Mapping

from flask import current_app, g, request

from antifraud.messages import LANGUAGES


def wants_page() -> bool:
    """Tell whether a browser asked for a page rather than a program for JSON."""
    accepted = request.accept_mimetypes
    return accepted.best_match(["application/json", "text/html"]) == "text/html"


def choose_language() -> str:
    """Return the language asked for by `?lang=` or by the browser; Chinese unless English is preferred."""
    asked = request.args.get("lang")
    if asked in LANGUAGES:
        return asked
    return "en" if request.accept_languages.best_match(["zh", "en"]) == "en" else "zh-Hans"


def sentences() -> Mapping[str, Mapping[str, str]]:
    """Return the sentences in the language of this request."""
    messages: Mapping[str, Mapping[str, Mapping[str, str]]] = current_app.extensions["antifraud.messages"]
    return messages[g.lang]
