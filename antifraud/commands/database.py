"""Which database a command works on: the one the environment names, else the development one."""

import contextlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from antifraud.storage.client import environment_credentials
from tools.local import local_environment


@contextlib.contextmanager
def command_environment(environ: Mapping[str, str], data: Path) -> Iterator[Mapping[str, str]]:
    """Give the environment of a command: as it is if it names one, else development in `data`."""
    if environ.get("ANTIFRAUD_ENVIRONMENT"):
        yield {**environ, **environment_credentials(environ)}
        return
    with local_environment(environ, data) as local:
        yield local
