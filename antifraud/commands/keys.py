"""`python -m antifraud keys`: words and options around the keys of a deployment. Never prints a key."""

import click

from antifraud.commands.deploy import ENV, the_cloud, told_errors
from antifraud.deploying.keys import key_dates, retire_keys, rotate_keys


@click.group(name="keys")
def keys() -> None:
    """Rotate the keys of a deployment, forget the old ones, show how old they are."""


@keys.command()
@ENV
def rotate(environment: str) -> None:
    """Make new keys; what is stored under the old ones is still found until they are retired.

    Interrupted anywhere, the same command finishes the job.
    """
    with told_errors():
        rotate_keys(the_cloud(environment))
    click.echo("new keys are made; deploy every city (deploy --all), then tell who may read stories")


@keys.command()
@ENV
@click.confirmation_option(
    prompt="Bank cards known only under the old key will not be found, older stories never be read. Go on?"
)
def retire(environment: str) -> None:
    """Forget the keys before the last rotation, for ever."""
    with told_errors():
        retired = retire_keys(the_cloud(environment))
    click.echo(
        "the keys before are forgotten; deploy every city (deploy --all)"
        if retired
        else "there is nothing to retire"
    )


@keys.command()
@ENV
def status(environment: str) -> None:
    """Show which keys there are and since when."""
    with told_errors():
        for name, day in key_dates(the_cloud(environment)).items():
            click.echo(f"{name:16}{day or 'none'}")
