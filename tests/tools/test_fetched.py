"""What comes in npm packages: kept once and whole, or not at all."""

import base64
import hashlib
import io
import tarfile
from dataclasses import replace

import pytest

from antifraud.errors import ToolError
from tools.fetched import Package, cache_folder, fetch


@pytest.fixture
def archive(tmp_path):
    """An npm package of two files, one of them outside what is kept."""
    file = tmp_path / "some.tgz"
    with tarfile.open(file, "w:gz") as members:
        for name in ("package/bin/tool", "package/README.md"):
            info = tarfile.TarInfo(name)
            info.size = len(name)
            members.addfile(info, io.BytesIO(name.encode()))
    return file


@pytest.fixture
def package(archive):
    digest = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    return Package("some@1", digest, "bin", "a tool", "ANTIFRAUD_SOME_PACKAGE")


@pytest.fixture
def environ(tmp_path, archive):
    return {"XDG_CACHE_HOME": str(tmp_path / "cache"), "ANTIFRAUD_SOME_PACKAGE": str(archive)}


def test_what_is_wanted_is_kept_and_not_fetched_again(package, environ, archive):
    folder = fetch(package, environ)
    assert [file.name for file in folder.iterdir()] == ["tool"]
    archive.unlink()
    assert fetch(package, environ) == folder


def test_another_content_is_refused_and_leaves_nothing(package, environ, archive):
    with pytest.raises(ToolError, match="SHA-512"):
        fetch(replace(package, sha512="AA=="), environ)
    assert [file.name for file in cache_folder(environ).iterdir()] == ["lock"]


def test_what_could_not_be_finished_is_not_there(package, environ):
    def fail(folder):
        raise ToolError("no room")

    with pytest.raises(ToolError, match="no room"):
        fetch(replace(package, finish=fail), environ)
    assert [file.name for file in cache_folder(environ).iterdir()] == ["lock"]


def test_without_the_registry_it_says_what_to_do(package, environ, tmp_path):
    npm = tmp_path / "npm"
    npm.write_text("#!/bin/sh\nexit 1\n")
    del environ["ANTIFRAUD_SOME_PACKAGE"]
    with pytest.MonkeyPatch.context() as patched:
        npm.chmod(0o755)
        patched.setenv("PATH", str(tmp_path), prepend=":")
        with pytest.raises(ToolError, match="some@1 elsewhere and set ANTIFRAUD_SOME_PACKAGE"):
            fetch(package, environ)
