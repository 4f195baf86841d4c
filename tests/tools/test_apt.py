"""What is offered to a machine: installed where we may, never in the way where we may not or it fails."""

import os

import pytest

from tools import apt
from tools.nginx import nginx_path, offer_nginx

ROOT = os.geteuid() == 0


@pytest.fixture
def apt_get(tmp_path, monkeypatch):
    """Put an apt-get that only writes down what it is asked for before the real one; returns what it was."""
    asked = tmp_path / "asked"
    asked.touch()

    def put(status: int):
        program = tmp_path / "apt-get"
        program.write_text(f'#!/bin/sh\necho "$@" >> {asked}\nexit {status}\n', "utf-8")
        program.chmod(0o755)
        monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
        return lambda: asked.read_text("utf-8").splitlines()

    return put


def test_what_is_missing_is_installed_as_root_only(apt_get, capsys):
    asked = apt_get(status=0)
    apt.offer("nginx some-module")
    assert asked() == (["update -qq", "install -y -qq nginx some-module"] if ROOT else [])
    said = capsys.readouterr().out
    assert said == ("installing nginx some-module with apt-get (once)\n" if ROOT else "")


def test_what_cannot_be_installed_is_said_and_the_tests_go_on(apt_get, capsys):
    asked = apt_get(status=100)
    apt.offer("nginx")
    assert asked() == (["update -qq"] if ROOT else [])
    assert ("apt-get could not install nginx; install them" in capsys.readouterr().out) is ROOT


def test_what_is_there_is_not_installed_again(apt_get, tmp_path):
    asked = apt_get(status=0)
    (tmp_path / "nginx").touch(mode=0o755)
    offer_nginx()
    apt.offer("")
    assert (nginx_path(), asked()) == (str(tmp_path / "nginx"), [])


def test_nothing_is_tried_or_said_without_apt(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not apt.may_install()
    apt.offer("nginx")
    assert capsys.readouterr().out == ""
