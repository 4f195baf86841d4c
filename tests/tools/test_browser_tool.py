"""What `make test` says on a machine without a browser, where it may not install one."""

import os
import subprocess
import sys

from tools.browser import webkit_missing


def ensure(root, path):
    return subprocess.run(
        [sys.executable, "-m", "tools.browser"],
        cwd=root,
        env={"PATH": str(path), "PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_one_sentence_says_what_to_install(root, tmp_path):
    done = ensure(root, tmp_path)
    assert done.returncode == 1
    assert done.stderr.strip().splitlines()[-1] == (
        "the tests need chromium and font; install with: sudo apt-get install chromium fonts-wqy-microhei"
    )


def test_nothing_is_said_where_nothing_is_missing(root):
    done = ensure(root, os.environ["PATH"])
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_what_webkit_needs_is_named(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert webkit_missing() == "webkit2gtk-driver xvfb"
    for program in ("WebKitWebDriver", "Xvfb"):
        (tmp_path / program).touch(mode=0o755)
    assert webkit_missing() == ""
