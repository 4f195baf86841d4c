"""Evidence files as on AWS: a place from a city's function, the upload to S3, its event to the alliance's."""

import json

import boto3
import pytest
import requests
from moto.server import ThreadedMotoServer

from antifraud.errors import FoldError
from antifraud.evidence_files import LARGEST
from antifraud.pictures import clean
from tests.pictures.samples import samples
from tests.system.calling import body_of, fresh_containers, gateway_event, json_event

BUCKET = "antifraud-test-evidence"


@pytest.fixture
def s3(monkeypatch):
    """An emulated S3 with our bucket."""
    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    monkeypatch.setenv("AWS_ENDPOINT_URL_S3", f"http://{host}:{port}")
    client = boto3.client("s3", aws_access_key_id="AKID", aws_secret_access_key="secret")
    client.create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": "cn-north-1"})
    yield client
    requests.post(f"http://{host}:{port}/moto-api/reset", timeout=10)
    server.stop()


@pytest.fixture
def start(database, s3, tmp_path, monkeypatch, root):
    """Start fresh containers, as the function of a city or of the alliance."""
    monkeypatch.setenv("ANTIFRAUD_FILES_BUCKET", BUCKET)
    with fresh_containers(root, tmp_path, monkeypatch, stream="none") as start:
        yield start


def arrived(*names: str, bucket: str = BUCKET) -> dict:
    """Return what S3 sends when files arrived."""
    return {
        "Records": [
            {
                "eventVersion": "2.1",
                "eventSource": "aws:s3",
                "eventName": "ObjectCreated:Post",
                "s3": {"bucket": {"name": bucket}, "object": {"key": name, "size": 1}},
            }
            for name in names
        ]
    }


def names(s3) -> list[str]:
    return [one["Key"] for one in s3.list_objects_v2(Bucket=BUCKET).get("Contents", [])]


def test_a_file_goes_from_the_page_to_s3_and_is_kept_by_the_alliance(start, pilot, s3, caplog):
    path = f"/v1/{pilot.slug}/reports"
    handle = start(pilot.slug)
    receipt = body_of(handle(json_event(path, text="13755507777", category="refund")))["receipt"]
    uploaded = []
    for name in ("photo.jpg", "receipt.pdf"):
        form = body_of(handle(json_event(f"{path}/{receipt}/files", type="image/jpeg", size=5000)))["upload"]
        files = {"file": (name, samples()[name])}
        assert requests.post(form["url"], data=form["fields"], files=files, timeout=20).status_code == 204
        uploaded.append(form["fields"]["key"])
    assert names(s3) == sorted(uploaded)
    alliance = start("alliance")
    assert alliance({"Service": "Amazon S3", "Event": "s3:TestEvent", "Bucket": BUCKET}) is None
    for _ in range(2):  # S3 may tell of a file again
        assert alliance(arrived(*uploaded)) is None
    kept = names(s3)
    assert [name.partition("/")[0] for name in kept] == ["kept", "kept"]
    content = s3.get_object(Bucket=BUCKET, Key=kept[0])["Body"].read()
    assert content == clean(samples()["photo.jpg"]).content
    handle = start(pilot.slug)
    told = body_of(handle(gateway_event("GET", f"{path}/{receipt}")))["files"]
    assert [(one["number"], one["state"]) for one in told] == [(1, "kept"), (2, "kept")]
    handle(json_event(f"{path}/{receipt}/withdraw"))
    (tombstone,) = [name for name in names(s3) if name.startswith("raw/")]
    start("alliance")(arrived(tombstone))
    assert names(s3) == []
    ours = "\n".join(one.getMessage() for one in caplog.records if one.name != "werkzeug")  # that is Moto's
    assert "file kept" in ours
    assert not any(part in ours for part in (receipt, *uploaded[0].split("/")[1:]))


def test_a_file_over_the_size_that_got_past_s3_is_refused_unread(start, pilot, s3):
    path = f"/v1/{pilot.slug}/reports"
    handle = start(pilot.slug)
    receipt = body_of(handle(json_event(path, text="13755507777", category="refund")))["receipt"]
    form = body_of(handle(json_event(f"{path}/{receipt}/files", type="image/png", size=5000)))["upload"]
    s3.put_object(Bucket=BUCKET, Key=form["fields"]["key"], Body=bytes(LARGEST + 1))
    start("alliance")(arrived(form["fields"]["key"]))
    told = body_of(start(pilot.slug)(gateway_event("GET", f"{path}/{receipt}")))["files"]
    assert told == [{"number": 1, "state": "refused", "why": "too_big"}]
    assert names(s3) == []


@pytest.mark.parametrize(
    ("stage", "event"),
    [
        ("alliance", arrived("raw/x", bucket="somebody-elses")),
        ("alliance", {"Records": [*arrived("raw/x")["Records"], {"eventSourceARN": "arn:aws:sqs:other"}]}),
        ("alliance", {"Records": []}),
        ("pilot", arrived("raw/x")),
    ],
)
def test_files_of_another_bucket_or_function_are_refused_loudly(start, pilot, s3, stage, event):
    s3.put_object(Bucket=BUCKET, Key="raw/x", Body=b"x")
    with pytest.raises(FoldError):
        start(pilot.slug if stage == "pilot" else stage)(event)
    assert names(s3) == ["raw/x"]


def test_commands_list_and_fetch_the_files_of_a_receipt(start, pilot, s3, antifraud, tmp_path):
    path = f"/v1/{pilot.slug}/reports"
    handle = start(pilot.slug)
    receipt = body_of(handle(json_event(path, text="13755507777", category="refund")))["receipt"]
    for content in (samples()["photo.jpg"], b"GIF89a"):
        form = body_of(handle(json_event(f"{path}/{receipt}/files", type="image/jpeg", size=5000)))["upload"]
        s3.put_object(Bucket=BUCKET, Key=form["fields"]["key"], Body=content)
        start("alliance")(arrived(form["fields"]["key"]))
        handle = start(pilot.slug)
    environ = {"ANTIFRAUD_FILES_BUCKET": BUCKET, "AWS_ENDPOINT_URL_S3": s3.meta.endpoint_url}
    listed = antifraud("files", "list", receipt, environ=environ)
    assert listed.returncode == 0, listed.stderr
    first, second = listed.stdout.splitlines()
    assert first.startswith("1  kept  image/jpeg ")
    assert second.startswith("2  refused  type_not_allowed")
    out = tmp_path / "photo.jpg"
    fetched = antifraud("files", "fetch", receipt, "1", "-o", str(out), environ=environ)
    assert fetched.returncode == 0, fetched.stderr
    assert out.read_bytes() == clean(samples()["photo.jpg"]).content
    again = antifraud("files", "fetch", receipt, "1", "-o", str(out), environ=environ)
    refused = antifraud("files", "fetch", receipt, "2", "-o", str(tmp_path / "other"), environ=environ)
    nobody = antifraud("files", "list", "not-a-receipt", environ=environ)
    assert [one.returncode for one in (again, refused, nobody)] == [2, 2, 2]
    assert "no file 2 that was kept" in refused.stderr
    assert not (tmp_path / "other").exists()
    assert json.dumps(receipt) not in refused.stderr
