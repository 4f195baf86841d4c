"""The CloudFormation template: the shared part of `deploy/` and a part for each stage. It asks nobody."""

import json
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import Any

import yaml

from antifraud.cities import City
from antifraud.deploying.environments import ALLIANCE, Environment
from antifraud.sitegen.hosting import policy

FOLDER = Path("deploy")
LONGEST = 1_000_000
"""Bytes that CloudFormation takes from a bucket."""

Resources = dict[str, Any]


def render_template(cities: Iterable[City], deployed: Collection[str], folder: Path = FOLDER) -> str:
    """Return the template as JSON: roles and logs for all, routes for what is in `deployed`."""
    template = yaml.safe_load((folder / "template.yaml").read_text("utf-8"))
    stage = (folder / "stage.yaml").read_text("utf-8")
    city = (folder / "city.yaml").read_text("utf-8")
    resources: Resources = template["Resources"]
    resources |= _filled(stage, ALLIANCE, "AlliancePolicy")
    if ALLIANCE in deployed:
        _add(resources, yaml.safe_load((folder / "alliance.yaml").read_text("utf-8")))
    for one in cities:
        resources |= _filled(stage, one.slug, "CityPolicy")
        if one.slug in deployed:
            resources |= _filled(city, one.slug, "CityPolicy")
    return json.dumps(template, separators=(",", ":"), sort_keys=True)


def policies_of(cities: Sequence[City], environment: Environment) -> dict[str, str]:
    """Return the content security policies, and whose pages may upload, as parameters of the template.

    CloudFront tells paths apart by a few patterns only, so every embedded page names the portals of all
    cities; a city that serves the folder itself names its own alone (`_headers`).
    """
    rule = policy(environment.api, environment.uploads)
    portals = sorted({origin for city in cities for origin in city.embed_origins})
    return {
        "PagePolicy": f"{rule}; frame-ancestors 'self'",
        "FramePolicy": f"{rule}; frame-ancestors 'self' {' '.join(portals)}",
        "PageOrigins": ",".join([environment.site, *portals]),
    }


def _add(resources: Resources, more: Resources) -> None:
    """Add resources; to one that is there already, its new properties."""
    for name, resource in more.items():
        there = resources.get(name, {"Properties": {}})
        properties = {**there["Properties"], **resource["Properties"]}
        resources[name] = {**there, **resource, "Properties": properties}


def _filled(part: str, stage: str, managed: str) -> Resources:
    """Return the resources of one stage; the placeholders are the only braces without a blank or colon."""
    text = part.replace("{Name}", stage.title()).replace("{stage}", stage).replace("{policy}", managed)
    resources: Resources = yaml.safe_load(text)
    return resources
