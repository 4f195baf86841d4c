"""Pages to HTML: the template environment and what each template may use. Reads templates, writes nothing."""

import functools
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from antifraud.appeals import APPEAL_RULES, REASONS
from antifraud.cities import SERVICE_GROUPS, City, Service
from antifraud.clues.model import KINDS
from antifraud.languages import FOLDERS, LANGUAGES, NAMES, say
from antifraud.limits import LIMITS
from antifraud.reports import CATEGORIES, CHANNELS
from antifraud.sandbox import RECEIPT_KEY, list_sandbox_numbers
from antifraud.sitegen import explained
from antifraud.sitegen.assets import Assets, Widget
from antifraud.sitegen.banks import list_bank_lines
from antifraud.sitegen.colours import OWN_COLOUR, sheet_name
from antifraud.sitegen.hosting import city_facts, is_listed, policy, sealed_policy
from antifraud.sitegen.icons import icon_name
from antifraud.sitegen.offline import MANIFEST, WORKER, has_worker, manifest
from antifraud.sitegen.pages import NATIONAL, Page, by_province, in_every_language
from antifraud.sitegen.snippets import Target, city_target, pinned_target, snippet_maker
from antifraud.sitegen.statistics import Statistics
from antifraud.sitegen.texts import filled, load_code_messages, load_site_messages
from antifraud.verdicts import LEVELS, RULES


@dataclass(frozen=True, slots=True)
class Site:
    """Everything the pages are made of; addresses are absolute with a final slash, or None."""

    source: Path
    cities: tuple[City, ...]
    assets: Assets
    widget: Widget
    api: str | None
    site_url: str | None
    uploads: str | None = None
    statistics: Statistics | None = None


def renderer(site: Site) -> Callable[[Page], str]:
    """Return the function that draws a page; a missing sentence or value raises from Jinja2."""
    environment = _environment(site.source)
    fixed = _fixed(site, environment)
    words = {language: _words(site, language) for language in LANGUAGES}

    def render(page: Page) -> str:
        values = {**fixed, **words[page.language], **_of_page(site, page, words[page.language]["t"])}
        return environment.get_template(page.template).render(values)

    return render


def group_services(services: Iterable[Service]) -> list[tuple[str, list[Service]]]:
    """Return the services under their groups in the order of SERVICE_GROUPS; empty groups are left out."""
    ordered = sorted(services, key=lambda one: SERVICE_GROUPS.index(one.group))
    return [(group, list(some)) for group, some in groupby(ordered, key=lambda one: one.group)]


def _environment(source: Path) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(source / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
    environment.filters["fill"] = filled
    environment.filters["groupby_group"] = group_services
    return environment


def _fixed(site: Site, environment: Environment) -> dict[str, Any]:
    """Return what is the same on every page."""
    return {
        "cities": site.cities,
        "provinces": list(by_province(site.cities).values()),
        "national": NATIONAL,
        "language_names": NAMES,
        "folders": FOLDERS,
        # Both hold single quotes only, and nothing but checked addresses: escaping would bloat every page.
        "policy": Markup(policy(site.api, site.uploads)),  # noqa: S704
        "icon": Markup(site.assets.icon),  # noqa: S704
        "api_root": site.api,
        "site_url": site.site_url,
        "statistics": site.statistics,
        "sandbox_numbers": list_sandbox_numbers(),
        "sandbox_receipt": RECEIPT_KEY.receipt,
        "city_names": {city.slug: city.name for city in site.cities},
        "has_widget": site.widget.files.__contains__,
        "categories": CATEGORIES,
        "channels": CHANNELS,
        "appeal_reasons": REASONS,
        "appeal_rules": APPEAL_RULES,
        "levels": LEVELS,
        "kinds": KINDS,
        "rules": RULES,
        "limits": LIMITS,
        "examples": explained.list_examples(),
        "fading": explained.list_fading(),
        "chart_points": explained.chart_points,
        "write_snippet": snippet_maker(environment),
    }


def _words(site: Site, language: str) -> dict[str, Any]:
    """Return the sentences of one language: of the site (`t`) and by code (`m`)."""
    messages = load_code_messages(language)
    return {
        "t": load_site_messages(site.source, language),
        "m": messages,
        "rules_of_contact": list(vars(messages.contact_rules).values()),
        "rules_of_appeals": list(vars(messages.appeal_rules).values()),
    }


def _of_page(site: Site, page: Page, t: Any) -> dict[str, Any]:  # noqa: ANN401
    """Return what belongs to one page: its addresses, its city, its snippets."""
    root = page.to_root
    told = functools.partial(say, language=page.language)
    return {
        "page": page,
        "city": page.city,
        "city_name": told(page.city.name) if page.city else "",
        "sheet": sheet_name(page.city.colour) if page.city else "site.css",
        "words": getattr(t, page.kind),
        "say": told,
        "root": root,
        "home": page.to_home,
        "base": site.site_url or "/",
        "indexed": is_listed(page),
        "worker": WORKER if has_worker(page) else None,
        "manifest": MANIFEST,
        "picture": site.assets.names[icon_name(page.city.colour if page.city else OWN_COLOUR, 512)],
        "facts": functools.partial(city_facts, page.city, told) if page.city else None,
        "others": [one for one in in_every_language(page) if one.language != page.language],
        "to": lambda other: root + other.address,
        "asset": lambda name: root + site.assets.names[name],
        "widget": lambda name: f"{root}w/{site.widget.version}/{name}",
        "endpoint": functools.partial(_endpoint, site, page),
        "sample": _sample(site.cities, page.language),
        **(_snippets(site, page, t) if page.kind == "embed_guide" else {}),
        **(_offers(site, page) if page.kind == "not_found" else {}),
        "hosts": [urlsplit(origin).netloc for origin in page.city.embed_origins] if page.city else [],
        **(_sheet(t) if page.kind == "stop_payment" else {}),
    }


def _sheet(t: Any) -> dict[str, Any]:  # noqa: ANN401
    """Return what the stop-payment sheet needs; its policy lets it ask nobody anything."""
    return {
        "policy": Markup(sealed_policy()),  # noqa: S704  as for the policy of the other pages
        "says": vars(t.stop_payment.says),
        "banks": list_bank_lines(),
    }


def _endpoint(site: Site, page: Page, name: str, lang: str = "") -> str:
    """Return the address of a function of the page's city, which answers in `lang` if that is given."""
    slug = page.city.slug if page.city else ""
    return f"{site.api or page.to_root}v1/{slug}/{name}" + (f"?lang={lang}" if lang else "")


def _sample(cities: Sequence[City], language: str) -> City:
    """Return the city of the demonstration: the first with a window in that language."""
    fit = (one for one in cities if one.rollout != "paused" and language in one.languages)
    return next(fit, cities[0])


def _snippets(site: Site, page: Page, t: Any) -> dict[str, Any]:  # noqa: ANN401
    """Return what the embed guide needs; without a site address a placeholder stands in the snippets."""
    base = site.site_url or t.embed_guide.placeholder
    labels = [(one, load_site_messages(site.source, one).embed_guide.link_text) for one in LANGUAGES]
    return {
        "labels": labels,
        "pattern": Target("{base}"),
        "pinned_target": pinned_target(base, site.widget),
        "target_of": lambda city: city_target(base, site.api, city, page.language, t.embed_guide.link_text),
    }


def _offers(site: Site, page: Page) -> dict[str, Any]:
    """Return how the page for lost addresses, which exists once, leads on in the other languages."""
    others = [one for one in LANGUAGES if one != page.language]
    return {"offers": [(one, load_site_messages(site.source, one).not_found.offer) for one in others]}


def list_manifests(site: Site, pages: Sequence[Page]) -> Iterable[tuple[str, dict[str, Any]]]:
    """Yield the address and the content of the manifest of each city and language."""
    for page in pages:
        if page.kind == "city" and page.city:
            t = load_site_messages(site.source, page.language)
            title = filled(t.city.title, city=say(page.city.name, page.language))
            folder = page.address.removesuffix("index.html")
            yield folder + MANIFEST, manifest(page, page.city, title, t.city.short_name, site.assets)


def render_all(site: Site, pages: Sequence[Page]) -> Iterable[tuple[str, bytes]]:
    """Yield the address and the bytes of each page."""
    render = renderer(site)
    for page in pages:
        yield page.address, render(page).encode()
