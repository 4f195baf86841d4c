"""nginx for the test of our example: `python -m tools.nginx` installs it where it is missing and we may."""

import shutil

from tools.apt import offer


def nginx_path() -> str | None:
    """Return where nginx is; Debian puts it where only root looks by itself."""
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")


def offer_nginx() -> None:
    """Install nginx where it is missing and we may; says where that did not work."""
    if nginx_path() is None:
        offer("nginx")


if __name__ == "__main__":
    offer_nginx()
