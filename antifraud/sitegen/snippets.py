"""The code a city's web master pastes, for one city or with {names} for the page's builder to fill in."""

from collections.abc import Callable
from dataclasses import dataclass

from jinja2 import Environment

from antifraud.cities import City
from antifraud.languages import FOLDERS, choose
from antifraud.sitegen.assets import Widget

WAYS = ("script", "iframe", "link")


@dataclass(frozen=True, slots=True)
class Target:
    """What a snippet is made of; `attributes` and `query` begin with what parts them from the rest."""

    base: str
    city: str = "{city}"
    lang: str = "{lang}"
    label: str = "{label}"
    folder: str = "{folder}"
    attributes: str = "{attributes}"
    query: str = "{query}"
    version: str = ""
    integrity: str = ""


def city_target(base: str, api: str | None, city: City, language: str, label: str) -> Target:
    """Return what a snippet for that city holds, in `language` if the city has it.

    `api` is None where the functions are beside the script.
    """
    language = choose(language, city.languages)
    attributes = f' api="{api}"' if api else ""
    return Target(base, city.slug, language, label, FOLDERS[language], attributes, "")


def pinned_target(base: str, widget: Widget) -> Target:
    """Return what the snippet of the immutable script holds."""
    return Target(base, version=widget.version, integrity=widget.integrity("city-antifraud.js"))


def snippet_maker(environment: Environment) -> Callable[[str, Target], str]:
    """Return the function that writes the snippet of a way as plain text."""
    macros = environment.get_template("snippets.html").module

    def write(way: str, target: Target) -> str:
        return str(getattr(macros, way)(target)).strip()

    return write
