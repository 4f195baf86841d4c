"""One deployment from its first to its last step. Building package and site is handed in.

Each step looks at what is there and does only what is missing, so the same command finishes what an
interrupted one began.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from antifraud.cities import City, get_city
from antifraud.deploying.cloud import Cloud, account_of
from antifraud.deploying.environments import ALLIANCE, Environment, parameters_of
from antifraud.deploying.infrastructure import CREATED, UNCHANGED, Stack, apply_stack, describe_stack
from antifraud.deploying.keys import ensure_keys
from antifraud.deploying.package import Package
from antifraud.deploying.publish import (
    Changes,
    list_items,
    plan_changes,
    publish,
    read_published,
    without_city,
)
from antifraud.deploying.settings_file import Settings, with_keys, zappa_settings
from antifraud.deploying.smoke import smoke_test, smoke_test_alliance
from antifraud.deploying.stages import differs, ensure_stage, find_function, list_functions, remove_stage
from antifraud.deploying.state import ensure_state_bucket, state_bucket_exists, write_state
from antifraud.deploying.template import FOLDER, policies_of, render_template
from antifraud.errors import DeployError

Tick = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Work:
    """What is deployed: all cities of the file, those asked for, and how package and site are built.

    `build_site` gets the cities that will be there and returns the folder.
    """

    cities: tuple[City, ...]
    asked: tuple[City, ...]
    build_package: Callable[[Settings], Package]
    build_site: Callable[[Sequence[City]], Path]
    templates: Path = FOLDER


def check_ready(environment: Environment) -> None:
    """Raise DeployError when the environment's file still holds examples or gaps."""
    if lacking := environment.lacking():
        keys = ", ".join(f"{environment.name}.{key}" for key in lacking)
        raise DeployError(
            f"deploy/environments.yaml: write your own {keys}; docs/deploying.md says where from"
        )


def deploy(cloud: Cloud, work: Work, tick: Tick) -> None:
    """Bring the asked cities up; raises DeployError. `tick` hears how many objects are published."""
    check_ready(cloud.environment)
    cloud.say(f"account {account_of(cloud)}, region {cloud.environment.region}")
    settings = zappa_settings(work.cities, cloud.environment)
    package = work.build_package(settings)
    cloud.say(f"package {package.version}, {package.size / 1e6:.1f} MB")
    site = work.build_site(_present(work, list_functions(cloud)))
    if ensure_state_bucket(cloud):
        cloud.say(f"bucket {cloud.environment.state_bucket}: {CREATED}")
    _infrastructure(cloud, work)
    write_state(cloud, f"packages/{package.digest}.zip", package.path.read_bytes())
    _functions(cloud, work, with_keys(settings, ensure_keys(cloud)), package)
    stack = _infrastructure(cloud, work)
    _pages(cloud, site, tick)
    _smoke(cloud, work.asked)
    for line in name_lines(cloud.environment, stack):
        cloud.say(line)


def plan(cloud: Cloud, work: Work) -> list[str]:
    """Return what `deploy` would do, without changing anything in the account."""
    account = account_of(cloud)
    settings = zappa_settings(work.cities, cloud.environment)
    package = work.build_package(settings)
    there = list_functions(cloud)
    site = work.build_site(_present(work, there))
    bucket = state_bucket_exists(cloud)
    stack = describe_stack(cloud)
    lines = [
        f"account {account}, region {cloud.environment.region}",
        f"package {package.version}, {package.size / 1e6:.1f} MB",
        f"bucket {cloud.environment.state_bucket}: {UNCHANGED if bucket else 'create'}",
        f"stack {cloud.environment.project}: {f'update ({stack.state})' if stack.state else 'create'}",
    ]
    lines += [_stage_line(cloud, settings, stage, package) for stage in _stages(work)]
    changes = plan_changes(list_items(site), read_published(cloud) if bucket else {}, datetime.now(UTC))
    lines.append(pages_line(changes))
    return lines + [
        f"still to write into deploy/environments.yaml: {key}" for key in cloud.environment.lacking()
    ]


def take_away(cloud: Cloud, work: Work, city: City, tick: Tick) -> bool:
    """Remove a city's route, function and pages, in this order; tells whether there was anything."""
    account_of(cloud)
    settings = zappa_settings(work.cities, cloud.environment)
    left = list_functions(cloud) - {city.slug}
    before = read_published(cloud) if state_bucket_exists(cloud) else {}
    changes = without_city(before, city.slug)
    if find_function(cloud, city.slug) is None and not changes.delete:
        return False
    _apply(cloud, work, left)
    remove_stage(cloud, settings, city.slug)
    # The start page lists the cities that are there; without any there is none to build.
    if remaining := [one for one in work.cities if one.slug in left]:
        changes = plan_changes(list_items(work.build_site(remaining)), before, datetime.now(UTC))
    publish(cloud, changes, tick)
    return True


def pages_line(changes: Changes) -> str:
    """Return in one line what happens to the pages."""
    write, delete = len(changes.upload), len(changes.delete)
    return f"pages: {write} to write, {delete} to delete, {changes.unchanged} unchanged"


def name_lines(environment: Environment, stack: Stack) -> list[str]:
    """Return which names must point where, which only their owner can see to."""
    targets = ((environment.site, "PagesTarget"), (environment.api, "ApiTarget"))
    pairs = [(origin.removeprefix("https://"), stack.outputs.get(key, "-")) for origin, key in targets]
    return [f"{name} must be a CNAME of {target}" for name, target in pairs]


def _present(work: Work, there: frozenset[str]) -> list[City]:
    slugs = there | {city.slug for city in work.asked}
    return [city for city in work.cities if city.slug in slugs]


def _stages(work: Work) -> list[str]:
    return [ALLIANCE, *(city.slug for city in work.asked)]


def _stage_line(cloud: Cloud, settings: Settings, stage: str, package: Package) -> str:
    function = find_function(cloud, stage)
    if function is None:
        return f"{stage}: create with {package.version}"
    odd = differs(function, settings, stage, package)
    return (
        f"{stage}: update {function.version} to {package.version} ({', '.join(odd)})"
        if odd
        else f"{stage}: {UNCHANGED}"
    )


def _infrastructure(cloud: Cloud, work: Work) -> Stack:
    return _apply(cloud, work, list_functions(cloud))


def _apply(cloud: Cloud, work: Work, deployed: frozenset[str]) -> Stack:
    """Make the stack fit the functions that are there: a route to one that is not would answer 500."""
    template = render_template(work.cities, deployed, work.templates)
    parameters = {
        **parameters_of(cloud.environment),
        **policies_of(work.cities, cloud.environment),
        "Protected": "yes" if ALLIANCE in deployed else "no",
    }
    done, stack = apply_stack(cloud, template, parameters)
    cloud.say(f"stack {cloud.environment.project}: {done}")
    return stack


def _functions(cloud: Cloud, work: Work, settings: Settings, package: Package) -> None:
    stages = _stages(work)
    for number, stage in enumerate(stages, start=1):
        done = ensure_stage(cloud, settings, stage, package)
        cloud.say(f"[{number}/{len(stages)}] {stage}: {done}")


def _pages(cloud: Cloud, site: Path, tick: Tick) -> None:
    changes = plan_changes(list_items(site), read_published(cloud), datetime.now(UTC))
    cloud.say(pages_line(changes))
    publish(cloud, changes, tick)


def _smoke(cloud: Cloud, asked: Sequence[City]) -> None:
    smoke_test_alliance(cloud)
    for city in asked:
        smoke_test(cloud, city)
        cloud.say(f"{city.slug}: answers{' that it is paused' if city.rollout == 'paused' else ''}")


def chosen_cities(cities: tuple[City, ...], slugs: Sequence[str]) -> tuple[City, ...]:
    """Return the cities named, each once; raises DeployError naming one that there is not."""
    known = {city.slug for city in cities}
    for slug in slugs:
        if slug not in known:
            raise DeployError(f"cities.yaml has no city {slug!r}; there is {', '.join(sorted(known))}")
    return tuple(get_city(cities, slug) for slug in dict.fromkeys(slugs))
