"""A real Chromium and a Chinese font for the tests: `python -m tools.browser` installs what is missing."""

import os
import shutil
import subprocess
import sys

from antifraud.errors import ToolError

_PACKAGES = {"chromium": "chromium", "font": "fonts-wqy-microhei"}


def chromium_path() -> str:
    """Return the browser that the tests drive; raises ToolError."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not found:
        raise ToolError("no Chromium on this machine; install it (Debian: apt-get install chromium)")
    return found


def ensure_browser() -> None:
    """Install Chromium and a Chinese font where they are missing; raises ToolError where we may not."""
    missing = _missing()
    if not missing:
        return
    names = " ".join(_PACKAGES[one] for one in missing)
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise ToolError(f"the tests need {' and '.join(missing)}; install with: sudo apt-get install {names}")
    print(f"installing {names} with apt-get (once)", flush=True)
    try:
        subprocess.run(["apt-get", "update", "-qq"], check=True, stdout=subprocess.DEVNULL)
        install = ["apt-get", "install", "-y", "-qq", *names.split()]
        subprocess.run(install, check=True, stdout=subprocess.DEVNULL)
    except subprocess.CalledProcessError as error:
        raise ToolError(f"apt-get could not install {names}; install them and run this again") from error


def _missing() -> list[str]:
    missing = []
    try:
        chromium_path()
    except ToolError:
        missing.append("chromium")
    if not _has_chinese_font():
        missing.append("font")
    return missing


def _has_chinese_font() -> bool:
    if not shutil.which("fc-list"):
        return False
    listed = subprocess.run(["fc-list", ":lang=zh"], check=False, capture_output=True, text=True)
    return bool(listed.stdout.strip())


if __name__ == "__main__":
    try:
        ensure_browser()
    except ToolError as error:
        sys.exit(str(error))
