"""The stages: Zappa run for one function at a time, and believed only after the function was looked at.

Zappa ends with 0 where it did nothing and, in regions without function URLs, may end with an error after all
was done. So what counts is what the function is afterwards: its code, its settings, its environment.
"""

import base64
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from botocore.exceptions import ClientError

from antifraud.deploying.cloud import Cloud, cloud_errors, code_of
from antifraud.deploying.infrastructure import CREATED, UNCHANGED, UPDATED
from antifraud.deploying.package import Package, last_line
from antifraud.deploying.settings_file import BASE, Settings, settings_text
from antifraud.errors import DeployError

KEPT_VERSIONS = 10
_POLL_SECONDS = 1.0
_MOST_POLLS = 120


@dataclass(frozen=True, slots=True)
class Function:
    """A function as Lambda has it; `code` is the SHA-256 of its package in hex."""

    name: str
    code: str
    changed: datetime
    settings: dict[str, Any]

    @property
    def version(self) -> str:
        """What people call its package."""
        return self.code[:12]


def find_function(cloud: Cloud, stage: str) -> Function | None:
    """Find the function of a stage."""
    with cloud_errors():
        try:
            found = cloud.client("lambda").get_function_configuration(
                FunctionName=cloud.environment.function(stage)
            )
        except ClientError as error:
            if code_of(error) == "ResourceNotFoundException":
                return None
            raise
    return Function(
        name=found["FunctionName"],
        code=base64.b64decode(found["CodeSha256"]).hex(),
        changed=datetime.fromisoformat(found["LastModified"].replace("+0000", "+00:00")),
        settings=found,
    )


def list_functions(cloud: Cloud) -> frozenset[str]:
    """Return the stages of this environment that have a function."""
    prefix = cloud.environment.function("")
    with cloud_errors():
        pages = cloud.client("lambda").get_paginator("list_functions").paginate()
        names = [one["FunctionName"] for page in pages for one in page["Functions"]]
    return frozenset(name.removeprefix(prefix) for name in names if name.startswith(prefix))


def differs(function: Function, settings: Settings, stage: str, package: Package) -> list[str]:
    """Return in what a function is not what it should be; what it has beyond that is left alone."""
    base = settings[BASE] | settings[stage]
    wanted = {
        "Handler": base["lambda_handler"],
        "Runtime": base["runtime"],
        "Timeout": base["timeout_seconds"],
        "MemorySize": base["memory_size"],
        "Description": base["lambda_description"],
    }
    there = function.settings.get("Environment", {}).get("Variables", {})
    odd = [key for key, value in wanted.items() if function.settings.get(key) != value]
    odd += [key for key, value in base["aws_environment_variables"].items() if there.get(key, "") != value]
    odd += [] if function.settings["Role"].endswith(f"/{base['role_name']}") else ["Role"]
    return odd + ([] if function.code == package.digest else ["code"])


def ensure_stage(cloud: Cloud, settings: Settings, stage: str, package: Package) -> str:
    """Make the function of a stage what it should be; tells what was done. Raises DeployError.

    `settings` hold the keys; they are written where only this user can read them, for as long as Zappa runs.
    """
    before = find_function(cloud, stage)
    if before and not differs(before, settings, stage, package):
        return UNCHANGED
    command = ["update" if before else "deploy", stage, "--zip", str(package.path.resolve())]
    told = run_zappa(cloud, settings, command)
    after = _settled(cloud, stage)
    left = differs(after, settings, stage, package) if after else ["everything"]
    if left:
        raise DeployError(
            f"Zappa's {command[0]} of {stage} left {', '.join(left)} undone ({last_line(told)}): "
            "put that right and run the same command"
        )
    _prune(cloud, stage)
    return UPDATED if before else CREATED


def roll_back(cloud: Cloud, settings: Settings, stage: str) -> tuple[Function, Function]:
    """Give a function the code it had before; return it as it was and as it is. Raises DeployError."""
    before = find_function(cloud, stage)
    if before is None:
        raise DeployError(
            f"{stage} is not deployed in {cloud.environment.name}, so there is nothing to go back to"
        )
    if len(list_versions(cloud, stage)) < 2:
        raise DeployError(f"{stage} has had one version only, {before.version}: there is none to go back to")
    told = run_zappa(cloud, settings, ["rollback", stage, "--num-rollback", "1"])
    after = _settled(cloud, stage)
    if after is None or after.code == before.code:
        raise DeployError(f"Zappa's rollback of {stage} changed nothing: {last_line(told)}")
    return before, after


def remove_stage(cloud: Cloud, settings: Settings, stage: str) -> bool:
    """Remove the function of a stage; tells whether there was one. Raises DeployError."""
    if find_function(cloud, stage) is None:
        return False
    told = run_zappa(cloud, settings, ["undeploy", stage, "--yes"])
    if find_function(cloud, stage) is not None:
        raise DeployError(f"Zappa's undeploy left the function of {stage}: {last_line(told)}")
    return True


def list_versions(cloud: Cloud, stage: str) -> list[str]:
    """Return the numbers of the versions of a function, newest first."""
    name = cloud.environment.function(stage)
    with cloud_errors():
        pages = cloud.client("lambda").get_paginator("list_versions_by_function").paginate(FunctionName=name)
        numbers = [one["Version"] for page in pages for one in page["Versions"]]
    return sorted((one for one in numbers if one != "$LATEST"), key=int, reverse=True)


def run_zappa(cloud: Cloud, settings: Settings, command: list[str]) -> str:
    """Run Zappa with these settings; return what it printed, whatever its exit code."""
    with tempfile.TemporaryDirectory(prefix="antifraud-zappa-") as name:
        file = Path(name) / "zappa_settings.json"
        file.touch(mode=0o600)
        file.write_text(settings_text(settings), "utf-8")
        # Zappa goes by this variable before its own settings; another region there would deploy elsewhere.
        environ = {**os.environ, "AWS_DEFAULT_REGION": cloud.environment.region}
        done = subprocess.run(
            [sys.executable, "-m", "zappa.cli", *command],
            check=False,
            capture_output=True,
            text=True,
            cwd=name,
            env=environ,
        )
    return done.stdout + done.stderr


def _settled(cloud: Cloud, stage: str) -> Function | None:
    """Wait until Lambda has taken over the last change."""
    for _ in range(_MOST_POLLS):
        function = find_function(cloud, stage)
        states = (
            {function.settings.get("State"), function.settings.get("LastUpdateStatus")} if function else set()
        )
        if not states & {"Pending", "InProgress"}:
            return function
        cloud.wait(_POLL_SECONDS)
    raise DeployError(f"Lambda is still busy with {stage} after two minutes: run the same command again")


def _prune(cloud: Cloud, stage: str) -> None:
    """Forget all but the last versions: they count against the account's space for code."""
    client, name = cloud.client("lambda"), cloud.environment.function(stage)
    for number in list_versions(cloud, stage)[KEPT_VERSIONS:]:
        with cloud_errors():
            client.delete_function(FunctionName=name, Qualifier=number)
