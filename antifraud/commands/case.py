"""`python -m antifraud case`: what the police do about a clue, which its reporters read on their receipts."""

from pathlib import Path

import click

from antifraud.assembly import utc_now
from antifraud.cases import USUAL, WHY, Step
from antifraud.commands.clue_argument import read_clue
from antifraud.commands.review import DATA, opened
from antifraud.commands.unsealing import open_sealed
from antifraud.usecases.amend_report import get_report
from antifraud.usecases.follow_case import add_step


@click.group()
def case() -> None:
    """Follow a case, step by step."""


@case.command()
@click.argument("receipt")
@click.option(
    "--key-file", required=True, type=click.Path(path_type=Path), help="The private key that opens stories."
)
@DATA
def told(receipt: str, key_file: Path, data: Path) -> None:
    """Print what the reporter with RECEIPT told, whom to call, and the words that the caller must say."""
    with opened(data) as (database, _):
        report = get_report(receipt, database.reports)
        sealed = database.reports.sealed(report.key)
        said = open_sealed(sealed, key_file) if sealed else {}
    loss = f"{report.amount / 100:.2f} yuan" if report.amount is not None else "-"
    click.echo(f"{report.city}  {report.at:%Y-%m-%d}  {report.category}  lost {loss}")
    for one in report.clues:
        click.echo(f"{one.kind}  {one.display}")
    for name in ("contact", "say", "story"):
        click.echo(f"{name}: {said.get(name) or '-'}")


@case.command()
@click.argument("clue")
@DATA
def show(clue: str, data: Path) -> None:
    """Show the steps on CLUE so far."""
    with opened(data) as (database, keys):
        steps = database.cases.steps(read_clue(clue, keys))
    for one in steps:
        click.echo(_line(one))
    click.echo(f"{len(steps)} steps")


@case.command()
@click.argument("clue")
@click.argument("step", type=click.Choice([*USUAL, "not_pursued"]))
@click.option("--by", required=True, help="The office, such as police:330100.")
@click.option("--why", type=click.Choice(WHY), default=None, help="Why it is not pursued.")
@DATA
def add(clue: str, step: str, by: str, why: str | None, data: Path) -> None:
    """Add STEP to the case on CLUE. Steps are never taken away."""
    with opened(data) as (database, keys):
        added = Step(step, utc_now(), why, by)
        add_step(read_clue(clue, keys), added, database.cases)
    click.echo(_line(added))


def _line(step: Step) -> str:
    at = f"{step.at:%Y-%m-%d %H:%M} UTC" if step.at else "-"
    return f"{at}  {step.name}  {step.by}" + (f"  {step.why}" if step.why else "")
