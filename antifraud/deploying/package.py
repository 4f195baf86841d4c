"""The one package of all functions: staged, packed by Zappa, cleaned, compiled. It uploads nothing.

Zappa packs the whole working directory and the whole environment it runs in, so it is run in a folder that
holds the application alone, with a run-time-only environment. What it makes is then unpacked once, rid of
what no function imports, compiled, and packed again so that the same sources give the same bytes.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

from antifraud.deploying.environments import ALLIANCE
from antifraud.deploying.settings_file import Settings
from antifraud.errors import DeployError

LARGEST = 10 * 1024 * 1024
PARTS = ("antifraud", "functions", "cities.yaml")
LEFT_OUT = (
    *("antifraud/sitegen", "antifraud/commands", "antifraud/deploying"),
    *("antifraud/cli.py", "antifraud/__main__.py", "antifraud/cityfile/jsonschema.py"),
    *("functions/devserver.py", "functions/openapi.py", "functions/stream_thread.py"),
    *("functions/dev_files.py", "antifraud/storage/file_folder.py"),
    "functions/answer_schemas.py",
)
"""What no function imports."""

ZAPPA_PARTS = ("__init__.py", "asgi.py", "handler.py", "middleware.py", "utilities.py", "wsgi.py")
"""What of Zappa runs in a function; the rest deploys."""

EXTRA = ("zappa", "durationpy", "werkzeug")
"""What Zappa's handler needs, beside the run-time dependencies, without what only deploys."""

_ROOT_HANDLER = '''"""Zappa's name for the entry; the entry is in functions."""

from functions.entry import lambda_handler

__all__ = ["lambda_handler"]
'''
_NEWER_LINUX = "x86_64-manylinux_2_28"
_OLDER_LINUX = "x86_64-manylinux2014"
"""What Lambda runs up to Python 3.11."""

_LONG_AGO = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Target:
    """What the package is made for: a Python such as `3.12`, its interpreter, a Linux."""

    python: str
    interpreter: str
    linux: str


@dataclass(frozen=True, slots=True)
class Package:
    """A finished package; `digest` is the SHA-256 of the file in hex."""

    path: Path
    digest: str
    size: int

    @property
    def version(self) -> str:
        """What people call it: the digest's beginning."""
        return self.digest[:12]


def running_target() -> Target:
    """Return the Python that runs this, on this machine: for tests and measurements."""
    return Target(sysconfig.get_python_version(), sys.executable, _NEWER_LINUX)


def lambda_target(python: str) -> Target:
    """Return the target of a deployment; raises DeployError when this machine does not have that Python."""
    found = _run_uv(["python", "find", "--no-python-downloads", python], may_fail=True)
    if not found:
        raise DeployError(
            f"Python {python}, for which the functions' bytecode is made, is not on this machine: install it "
            f"(uv python install {python}), or name another as `python` in deploy/environments.yaml"
        )
    return Target(python, found, _OLDER_LINUX if python == "3.11" else _NEWER_LINUX)


def build_package(root: Path, out: Path, target: Target, settings: Settings) -> Package:
    """Build the package of the clone at `root` into file `out`; raises DeployError.

    `settings` are without keys: Zappa bakes a part of them into the package.
    """
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="antifraud-package-") as name:
        scratch = Path(name)
        app, site = scratch / "app", _site_packages(scratch / "env")
        _stage_application(root, app)
        _install(root, site, target)
        packed = _pack_with_zappa(app, scratch / "env", settings)
        whole = scratch / "whole"
        with zipfile.ZipFile(packed) as archive:
            archive.extractall(whole)
        _clean(whole)
        _compile(whole, target)
        _write_zip(whole, out)
    return read_package(out)


def read_package(path: Path) -> Package:
    """Return what is to be known of a finished package; raises DeployError when it is too big."""
    content = path.read_bytes()
    if len(content) > LARGEST:
        raise DeployError(
            f"{path} has {len(content):,} bytes, more than {LARGEST:,}; see what was added to it"
        )
    return Package(path, hashlib.sha256(content).hexdigest(), len(content))


def _site_packages(environment: Path) -> Path:
    """Return where Zappa looks: it goes by the Python that runs it, whatever the package is for."""
    return environment / "lib" / f"python{sysconfig.get_python_version()}" / "site-packages"


def _stage_application(root: Path, app: Path) -> None:
    app.mkdir()
    for part in PARTS:
        source = root / part
        if source.is_dir():
            shutil.copytree(source, app / part, ignore=shutil.ignore_patterns("__pycache__", ".*"))
        else:
            shutil.copy(source, app / part)
    for name in LEFT_OUT:
        gone = app / name
        shutil.rmtree(gone) if gone.is_dir() else gone.unlink()


def _install(root: Path, site: Path, target: Target) -> None:
    """Install what uv.lock pins for run time, for the target's Python and Lambda's Linux."""
    site.mkdir(parents=True)
    export = ["export", "--project", str(root), "--locked", "--no-emit-project", "--no-hashes", "--quiet"]
    wanted = _run_uv([*export, "--no-default-groups"])
    locked = _run_uv([*export, "--only-group", "deploy"])
    extra = [line for line in locked.splitlines() if line.split("==")[0] in EXTRA]
    for lines, options in ((wanted, []), ("\n".join(extra), ["--no-deps"])):
        file = site.parent / "wanted.txt"
        file.write_text(lines + "\n", "utf-8")
        _run_uv(
            [
                *("pip", "install", "--quiet", "--target", str(site), "--requirement", str(file), *options),
                *("--python", target.interpreter, "--python-version", target.python),
                *("--python-platform", target.linux, "--only-binary", ":all:", "--link-mode", "copy"),
            ]
        )


def _pack_with_zappa(app: Path, environment: Path, settings: Settings) -> Path:
    (app / "zappa_settings.json").write_text(json.dumps(settings), "utf-8")
    out = app / "package.zip"
    environ = {
        **os.environ,
        "VIRTUAL_ENV": str(environment),
        "AWS_DEFAULT_REGION": settings["base"]["aws_region"],
    }
    options = ["--output", out.name, "--disable_progress"]
    command = [sys.executable, "-m", "zappa.cli", "package", ALLIANCE, *options]
    done = subprocess.run(command, check=False, capture_output=True, text=True, cwd=app, env=environ)
    if not out.exists():
        raise DeployError(f"Zappa made no package: {last_line(done.stdout + done.stderr)}")
    return out


def _clean(whole: Path) -> None:
    """Take away what differs from build to build and what runs in no function."""
    for name in ("package_info.json", "zappa_settings.json", "bin", ".lock"):
        gone = whole / name
        shutil.rmtree(gone) if gone.is_dir() else gone.unlink(missing_ok=True)
    for path in (whole / "zappa").iterdir():
        if path.name not in ZAPPA_PARTS:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    for folder in [*whole.rglob("*.dist-info"), *whole.rglob("__pycache__")]:
        shutil.rmtree(folder)
    for path in whole.rglob("*.py[io]"):
        path.unlink()
    (whole / "handler.py").write_text(_ROOT_HANDLER, "utf-8")


def _compile(whole: Path, target: Target) -> None:
    """Compile for the target; unchecked, because every member of a package for Lambda is dated 1980."""
    code = (
        "import compileall, py_compile, sys;"
        "mode = py_compile.PycInvalidationMode.UNCHECKED_HASH;"
        "root = sys.argv[1];"
        "sys.exit(not compileall.compile_dir(root, quiet=1, stripdir=root, invalidation_mode=mode))"
    )
    done = subprocess.run(
        [target.interpreter, "-I", "-c", code, str(whole)], check=False, capture_output=True, text=True
    )
    if done.returncode:
        raise DeployError(f"the package does not compile: {last_line(done.stdout + done.stderr)}")


def _write_zip(whole: Path, out: Path) -> None:
    """Write every file in order, with one date and one mode, so that equal sources are equal bytes."""
    scratch = out.with_suffix(".new")
    with zipfile.ZipFile(scratch, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in sorted(one for one in whole.rglob("*") if one.is_file()):
            member = zipfile.ZipInfo(path.relative_to(whole).as_posix(), _LONG_AGO)
            member.external_attr = 0o755 << 16
            member.create_system = 3
            archive.writestr(member, path.read_bytes(), zipfile.ZIP_DEFLATED, 9)
    scratch.rename(out)


def _run_uv(arguments: list[str], *, may_fail: bool = False) -> str:
    uv = Path(sys.executable).parent / "uv"
    done = subprocess.run([str(uv), *arguments], check=False, capture_output=True, text=True)
    if done.returncode and not may_fail:
        raise DeployError(
            f"uv {arguments[0]} failed: {last_line(done.stderr)}; "
            "connect to the package registry and try again"
        )
    return done.stdout.strip() if not done.returncode else ""


def last_line(text: str) -> str:
    """Return the last line of what a tool printed, which says what went wrong."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1] if lines else "it said nothing"
