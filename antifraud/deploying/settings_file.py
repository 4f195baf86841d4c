"""cities.yaml and an environment turned into zappa_settings.json. Pure; Zappa itself is run in `stages`.

`extends` is shallow in Zappa: what differs per stage stands whole in that stage. What Zappa does by default
and must not do here is switched off by name; unknown keys it ignores without a word, so a test holds each key
to Zappa's own source.
"""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from antifraud.cities import City
from antifraud.deploying.environments import ALLIANCE, Environment

FILE = Path("zappa_settings.json")
BASE = "base"
Settings = dict[str, dict[str, Any]]


def zappa_settings(cities: Iterable[City], environment: Environment) -> Settings:
    """Return Zappa's settings: the base, one stage per city, and the alliance."""
    stages = {city.slug: _stage(environment, city.slug) for city in cities}
    alliance = {**_stage(environment, ALLIANCE), "timeout_seconds": 60}
    return {BASE: _base(environment), ALLIANCE: alliance, **stages}


def settings_text(settings: Settings) -> str:
    """Return the settings as the file holds them."""
    return json.dumps(settings, indent=2) + "\n"


def with_keys(settings: Settings, keys: Mapping[str, str]) -> Settings:
    """Return the settings with the deployment's keys in each environment; never to be committed."""
    return {
        name: {**stage, "aws_environment_variables": {**stage["aws_environment_variables"], **keys}}
        if name != BASE
        else stage
        for name, stage in settings.items()
    }


def variables_of(settings: Settings, stage: str) -> dict[str, str]:
    """Return the environment of a stage's function."""
    variables: dict[str, str] = settings[stage]["aws_environment_variables"]
    return variables


def _base(environment: Environment) -> dict[str, Any]:
    return {
        "project_name": environment.project,
        "app_function": "functions.wsgi.app",
        "lambda_handler": "functions.entry.lambda_handler",
        "runtime": f"python{environment.python}",
        "aws_region": environment.region,
        "s3_bucket": environment.state_bucket,
        "memory_size": 512,
        "timeout_seconds": 10,
        # The HTTP API is in our own template: Zappa's cannot be created in China (decision 0007).
        "apigateway_enabled": False,
        "apigateway_version": "v2",
        "manage_roles": False,
        "debug": False,
        "log_level": "WARNING",
        "keep_warm": False,
        "touch": False,
        "slim_handler": False,
        "use_precompiled_packages": False,
        "additional_text_mimetypes": ["application/problem+json"],
    }


def _stage(environment: Environment, stage: str) -> dict[str, Any]:
    return {
        "extends": BASE,
        "role_name": environment.function(stage),
        "lambda_description": f"City Antifraud, {stage}",
        "aws_environment_variables": {
            "ANTIFRAUD_ENVIRONMENT": environment.name,
            # The alliance is no city: asked for one, its function says that it knows none.
            "ANTIFRAUD_CITY": stage,
            "ANTIFRAUD_SITE_ORIGIN": environment.site,
            "ANTIFRAUD_FILES_BUCKET": environment.evidence_bucket,
            **_sender(environment),
            "INSTANTIATE_LAMBDA_HANDLER_ON_IMPORT": "1",
        },
    }


def _sender(environment: Environment) -> dict[str, str]:
    """Return who sends codes, where somebody does."""
    given = {"ANTIFRAUD_SENDER": environment.sender, "ANTIFRAUD_MAIL_FROM": environment.mail_from}
    return {name: value for name, value in given.items() if value}
