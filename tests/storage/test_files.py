"""Evidence files: forms as botocore signs them, posted over HTTP to an S3 and to the folder that plays it."""

import base64
import http.server
import json
import threading
from datetime import UTC, datetime, timedelta

import boto3
import pytest
import requests
from botocore.config import Config
from moto.server import ThreadedMotoServer

from antifraud.errors import StoreBusyError, StoreRefusedError, StoreUnavailableError, TooManyFilesError
from antifraud.evidence_files import KEPT, LARGEST, MOST_OPENED, REFUSED, WAITING, Slot
from antifraud.storage.file_folder import FileFolder
from antifraud.storage.file_store import ATTEMPTS, Bucket, S3Files, parse_bucket
from antifraud.storage.signing import Credentials, Policy, Scope, signed_post
from antifraud.storage.wire import Origin

NAME = "raw/ABCDEFGH23456789/1-0000000000000001"
BUCKET = "antifraud-test-evidence"
FOLDER = "ABCDEFGH23456789"


@pytest.fixture(scope="module")
def moto():
    """The address of an emulated S3."""
    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def s3(moto):
    """A client of boto3 on it, with our bucket, empty."""
    keys = {"aws_access_key_id": "AKID", "aws_secret_access_key": "secret", "region_name": "cn-north-1"}
    client = boto3.client("s3", endpoint_url=moto, **keys)
    client.create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": "cn-north-1"})
    yield client
    for one in client.list_objects_v2(Bucket=BUCKET).get("Contents", []):
        client.delete_object(Bucket=BUCKET, Key=one["Key"])
    client.delete_bucket(Bucket=BUCKET)


@pytest.fixture
def store(moto, s3):
    """Our own client on that bucket."""
    bucket = parse_bucket(BUCKET, {"AWS_REGION": "cn-north-1", "AWS_ENDPOINT_URL_S3": moto})
    return S3Files(bucket, Credentials("AKID", "secret"), lambda: datetime.now(UTC), lambda _attempt: None)


@pytest.mark.parametrize("token", [None, "session-token"])
def test_a_form_is_signed_as_botocore_signs_it(token):
    keys = {"aws_access_key_id": "AKID", "aws_secret_access_key": "secret", "aws_session_token": token}
    client = boto3.client("s3", region_name="cn-north-1", config=Config(signature_version="s3v4"), **keys)
    wanted = client.generate_presigned_post(
        BUCKET,
        NAME,
        Fields={"Content-Type": "image/png"},
        Conditions=[{"Content-Type": "image/png"}, ["content-length-range", 1, LARGEST]],
        ExpiresIn=600,
    )["fields"]
    policy = json.loads(base64.b64decode(wanted["policy"]))
    plain = [one for one in policy["conditions"] if not str(one).startswith("{'x-amz")]
    expires = datetime.fromisoformat(policy["expiration"])
    now = datetime.strptime(wanted["x-amz-date"], "%Y%m%dT%H%M%S%z")
    credentials = Credentials("AKID", "secret", token)
    ours = signed_post(credentials, Scope("cn-north-1", "s3"), Policy(expires, plain), now)
    assert {"Content-Type": "image/png", "key": NAME, **ours} == wanted


def test_a_form_names_one_place_one_kind_one_size_and_ten_minutes(store, now):
    upload = store.offer(NAME, "image/png", now)
    policy = json.loads(base64.b64decode(upload.fields["policy"]))
    assert policy["expiration"] == "2026-11-21T13:10:00Z"
    for one in (
        {"bucket": BUCKET},
        {"key": NAME},
        {"Content-Type": "image/png"},
        ["content-length-range", 1, LARGEST],
    ):
        assert one in policy["conditions"]
    assert upload.expires - now == timedelta(minutes=10)
    assert "secret" not in str(upload)


@pytest.mark.parametrize(
    ("environ", "url"),
    [
        ({"AWS_REGION": "cn-north-1"}, f"https://{BUCKET}.s3.cn-north-1.amazonaws.com.cn/"),
        ({"AWS_DEFAULT_REGION": "eu-west-1"}, f"https://{BUCKET}.s3.eu-west-1.amazonaws.com/"),
        (
            {"AWS_REGION": "cn-north-1", "AWS_ENDPOINT_URL_S3": "http://127.0.0.1:9000"},
            f"http://127.0.0.1:9000/{BUCKET}",
        ),
    ],
)
def test_where_forms_are_posted(environ, url):
    assert parse_bucket(BUCKET, environ).url == url


def post(upload, content, **fields):
    """Post a form over HTTP, the file last."""
    return requests.post(
        upload.url, data={**upload.fields, **fields}, files={"file": ("my photo.png", content)}, timeout=20
    )


def test_a_posted_file_is_there_and_its_name_on_the_device_is_not(store, s3):
    answer = post(store.offer(NAME, "image/png", datetime.now(UTC)), b"content")
    assert answer.status_code == 204
    assert store.read(NAME, 100) == b"content"
    assert [one["Key"] for one in s3.list_objects_v2(Bucket=BUCKET)["Contents"]] == [NAME]


@pytest.mark.parametrize(
    ("content", "fields", "code"),
    [
        (bytes(LARGEST + 1), {}, "EntityTooLarge"),
        (b"", {}, "EntityTooSmall"),
        (b"content", {"Content-Type": "text/html"}, "AccessDenied"),
        (b"content", {"key": "kept/ABCDEFGH23456789/1-0000000000000001"}, "AccessDenied"),
        (b"content", {"x-amz-signature": "0" * 64}, "SignatureDoesNotMatch"),
    ],
)
def test_a_form_that_was_changed_is_refused(folder, now, content, fields, code):
    """By the folder, which reads policies as S3 does; Moto takes every form."""
    upload = folder.offer(NAME, "image/png", now)
    with pytest.raises(StoreRefusedError) as refused:
        folder.post({**upload.fields, **fields}, content, now)
    assert str(refused.value) == code
    assert not list(folder.folder.rglob("*"))


@pytest.fixture
def folder(tmp_path):
    return FileFolder(tmp_path, "http://127.0.0.1:8000/_files")


def test_the_folder_takes_what_s3_takes_and_refuses_it_ten_minutes_later(folder, now):
    upload = folder.offer(NAME, "image/png", now)
    with pytest.raises(StoreRefusedError, match="AccessDenied"):
        folder.post(upload.fields, b"content", now + timedelta(minutes=10))
    folder.post(upload.fields, b"content", now + timedelta(minutes=9))
    assert folder.read(NAME, 100) == b"content"
    assert folder.read(NAME, 3) == b"cont"
    folder.delete(NAME)
    folder.delete(NAME)
    assert folder.read(NAME, 100) is None


@pytest.mark.parametrize(
    "fields", [{}, {"policy": "e30=", "x-amz-date": "20261121T130000Z"}, {"policy": "!"}]
)
def test_the_folder_refuses_what_is_no_form_of_ours(folder, now, fields):
    with pytest.raises(StoreRefusedError):
        folder.post(fields, b"content", now)


def test_what_was_written_is_read_and_deleted(store, s3):
    store.write(NAME, b"0123456789", "image/png")
    assert store.read(NAME, 100) == b"0123456789"
    assert store.read(NAME, 3) == b"0123"
    head = s3.head_object(Bucket=BUCKET, Key=NAME)
    assert (head["ContentType"], head["ContentDisposition"]) == ("image/png", "attachment")
    store.delete(NAME)
    store.delete(NAME)
    assert store.read(NAME, 100) is None


@pytest.fixture
def broken():
    """An S3 that answers as told, one answer per request; the last one for ever."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            status, body = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    running = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=running.serve_forever, daemon=True).start()
    waits = []
    bucket = Bucket(BUCKET, "cn-north-1", Origin(False, "127.0.0.1", running.server_port), f"/{BUCKET}")
    store = S3Files(bucket, Credentials("AKID", "secret"), lambda: datetime.now(UTC), waits.append)
    yield Handler, store, waits
    running.shutdown()
    running.server_close()


def fault(code: str) -> bytes:
    return f"<Error><Code>{code}</Code><Message>key {NAME}</Message></Error>".encode()


@pytest.mark.parametrize(
    ("status", "code", "ours", "asked"),
    [
        (403, "AccessDenied", StoreRefusedError, 1),
        (503, "SlowDown", StoreBusyError, ATTEMPTS),
        (500, "InternalError", StoreUnavailableError, ATTEMPTS),
        (301, "PermanentRedirect", StoreRefusedError, 1),
    ],
)
def test_each_refusal_becomes_ours_without_the_name(broken, status, code, ours, asked):
    handler, store, waits = broken
    handler.answers = [(status, fault(code))]
    with pytest.raises(ours) as error:
        store.read(NAME, 10)
    assert (str(error.value), len(waits)) == (code, asked - 1)


def test_a_fault_that_passes_is_not_seen(broken):
    handler, store, _ = broken
    handler.answers = [(503, fault("SlowDown")), (500, b""), (206, b"content")]
    assert store.read(NAME, 10) == b"content"


def test_nobody_there():
    bucket = Bucket(BUCKET, "cn-north-1", Origin(False, "127.0.0.1", 9), "")
    store = S3Files(bucket, Credentials("AKID", "secret"), lambda: datetime.now(UTC), lambda _: None)
    with pytest.raises(StoreUnavailableError):
        store.delete(NAME)


def slot(number=1, token="00000001", state=WAITING, **more):
    return Slot(number, token, state, datetime(2026, 11, 21, 13, 0, tzinfo=UTC), **more)


def test_a_place_is_opened_once_and_settled_once(database):
    slots = database.slots
    assert slots.read(FOLDER) == ()
    assert slots.open(FOLDER, slot(), None)
    assert not slots.open(FOLDER, slot(token="00000002"), None)
    kept = slot(state=KEPT, kind="image/png", size=7)
    assert not slots.settle(FOLDER, slot(token="00000002", state=KEPT))
    assert slots.settle(FOLDER, kept)
    assert not slots.settle(FOLDER, slot(state=REFUSED, why="too_big"))
    assert slots.open(FOLDER, slot(3), None)
    assert slots.read(FOLDER) == (kept, slot(3))
    slots.forget(FOLDER)
    assert slots.read(FOLDER) == ()
    assert not slots.settle(FOLDER, kept)


def test_a_place_is_opened_anew_only_as_it_was_seen(database):
    slots = database.slots
    slots.open(FOLDER, slot(), None)
    refused = slot(state=REFUSED, why="too_big")
    slots.settle(FOLDER, refused)
    assert not slots.open(FOLDER, slot(token="00000002"), slot())
    assert slots.open(FOLDER, slot(token="00000002"), refused)
    assert not slots.open(FOLDER, slot(token="00000003"), refused)


def test_places_are_not_opened_for_ever(database):
    before = None
    for number in range(MOST_OPENED):
        after = slot(token=f"{number:08}")
        assert database.slots.open(FOLDER, after, before)
        before = after
    with pytest.raises(TooManyFilesError):
        database.slots.open(FOLDER, slot(token="99999999"), before)


def test_the_row_goes_with_the_files(database, settings):
    database.slots.open(FOLDER, slot(), None)
    (row,) = database.slots.client.scan(TableName=settings.table)
    assert int(row["e"]["N"]) == int((slot().at + timedelta(days=180)).timestamp())
