"""Real browsers and a Chinese font for the tests: `python -m tools.browser` installs what is missing.

Without Chromium and a font nothing is tested. WebKit comes where it can be installed; elsewhere its tests
say so.
"""

import shutil
import subprocess
import sys

from antifraud.errors import ToolError
from tools.apt import install, may_install, offer

_PACKAGES = {"chromium": "chromium", "font": "fonts-wqy-microhei"}
_WEBKIT = {"WebKitWebDriver": "webkit2gtk-driver", "Xvfb": "xvfb"}


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
    if not may_install():
        raise ToolError(f"the tests need {' and '.join(missing)}; install with: sudo apt-get install {names}")
    install(names)


def webkit_missing() -> str:
    """Return the Debian packages without which WebKit cannot be driven, empty when none is missing."""
    return " ".join(package for program, package in _WEBKIT.items() if not shutil.which(program))


def offer_webkit() -> None:
    """Install WebKit where it is missing and we may; says where that did not work."""
    offer(webkit_missing())


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
        offer_webkit()
    except ToolError as error:
        sys.exit(str(error))
