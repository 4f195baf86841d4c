"""Debian's packages for the tests: installed where we may, which is as root on a machine with apt-get."""

import os
import shutil
import subprocess

from antifraud.errors import ToolError


def may_install() -> bool:
    """Return whether we may install packages here."""
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def install(names: str) -> None:
    """Install these packages; raises ToolError where that did not work."""
    print(f"installing {names} with apt-get (once)", flush=True)
    try:
        subprocess.run(["apt-get", "update", "-qq"], check=True, stdout=subprocess.DEVNULL)
        command = ["apt-get", "install", "-y", "-qq", *names.split()]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    except subprocess.CalledProcessError as error:
        raise ToolError(f"apt-get could not install {names}; install them and run this again") from error


def offer(names: str) -> None:
    """Install packages that most tests can do without, where we may; says where that did not work."""
    if names and may_install():
        try:
            install(names)
        except ToolError as error:
            print(error, flush=True)
