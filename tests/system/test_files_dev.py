"""Evidence files on the development server: a real form over HTTP, from a program and from a page."""

import base64
import os
import subprocess
import sys

import pytest
import requests

from antifraud.evidence_files import LARGEST
from antifraud.pictures import clean
from tests.pictures.samples import samples

PHOTO = samples()["photo.jpg"]


@pytest.fixture
def receipt(server, pilot, request) -> str:
    """The receipt of a report that no other test has."""
    device = f"device-{abs(hash(request.node.name)):020}"
    status, body = server.post(
        f"/v1/{pilot.slug}/reports", text="13755504444", category="refund", device=device
    )
    assert status == 201, body
    return body["receipt"]


@pytest.fixture
def place(server, pilot, receipt):
    """Ask for a place."""

    def asked() -> dict:
        fields = {"type": "image/jpeg", "size": len(PHOTO)}
        status, body = server.post(f"/v1/{pilot.slug}/reports/{receipt}/files", **fields)
        assert status == 201, body
        return body

    return asked


@pytest.fixture
def told(server, pilot, receipt):
    """Return what the receipt says of its files."""
    return lambda: requests.get(f"{server.root}/v1/{pilot.slug}/reports/{receipt}", timeout=20).json()[
        "files"
    ]


def post(place, content, **fields):
    return requests.post(
        place["upload"]["url"],
        data={**place["upload"]["fields"], **fields},
        files={"file": ("IMG_0001.JPG", content)},
        timeout=20,
    )


def test_a_posted_photo_is_kept_cleaned_and_fetched_by_the_command(
    server, place, told, receipt, tmp_path, run
):
    assert post(place(), PHOTO).status_code == 204
    assert told() == [{"number": 1, "state": "kept", "why": None}]
    out = tmp_path / "photo.jpg"
    assert "1  kept  image/jpeg" in run("files", "list", receipt).stdout
    assert run("files", "fetch", receipt, "1", "-o", str(out)).returncode == 0
    assert out.read_bytes() == clean(PHOTO).content


def test_what_is_too_big_or_changed_is_refused_by_the_form(place, told):
    opened = place()
    too_big = post(opened, bytes(LARGEST + 1))
    assert (too_big.status_code, "EntityTooLarge" in too_big.text) == (400, True)
    assert post(opened, PHOTO, key="kept/x").status_code == 403
    assert requests.post(opened["upload"]["url"], data={"key": "x"}, timeout=20).status_code == 403
    assert told() == [{"number": 1, "state": "waiting", "why": None}]
    assert post(opened, b"<html>").status_code == 204
    assert told() == [{"number": 1, "state": "refused", "why": "type_not_allowed"}]


SEND = """async ([form, content]) => {
    const bytes = Uint8Array.from(atob(content), (one) => one.charCodeAt(0));
    const data = new FormData();
    Object.keys(form.fields).forEach((name) => data.append(name, form.fields[name]));
    data.append("file", new Blob([bytes]), "IMG_0001.JPG");
    return (await fetch(form.url, { method: "POST", body: data })).status;
}"""


def test_a_page_may_send_it_under_its_content_security_policy(open_page, pilot, place, told):
    page = open_page(f"/{pilot.slug}/")
    assert page.evaluate(SEND, [place()["upload"], base64.b64encode(PHOTO).decode()]) == 204
    assert told() == [{"number": 1, "state": "kept", "why": None}]


@pytest.fixture
def run(server):
    """Run a command on the data of the server."""
    return lambda *arguments: command([*arguments, "--data", str(server.log.parent / "data")])


def command(arguments):
    environ = {
        name: value for name, value in os.environ.items() if not name.startswith(("ANTIFRAUD_", "AWS_"))
    }
    return subprocess.run(
        [sys.executable, "-m", "antifraud", *arguments],
        env=environ,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
