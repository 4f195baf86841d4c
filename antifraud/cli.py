"""Joins the commands of `python -m antifraud`; each lives in its own file of `commands`."""

import click

from antifraud.commands.appeals import appeals
from antifraud.commands.build import build
from antifraud.commands.case import case
from antifraud.commands.check import check
from antifraud.commands.deploy import deploy_command, rollback_command, undeploy_command
from antifraud.commands.deploy_status import logs, status
from antifraud.commands.files import files
from antifraud.commands.find import find
from antifraud.commands.import_list import import_list
from antifraud.commands.keys import keys
from antifraud.commands.lookup import lookup
from antifraud.commands.review import review
from antifraud.commands.statistics import statistics
from antifraud.commands.suffixes import suffixes
from antifraud.commands.tables import tables
from antifraud.commands.verify import verify


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """City Antifraud: check the cities, build the pages, load lists, look clues up."""


for _command in (deploy_command, rollback_command, undeploy_command, logs, status):
    main.add_command(_command)
for _command in (
    appeals,
    build,
    case,
    check,
    files,
    find,
    import_list,
    keys,
    lookup,
    review,
    statistics,
    suffixes,
    tables,
    verify,
):
    main.add_command(_command)
