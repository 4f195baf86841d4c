"""Files beside a report over HTTP: a place, a receipt that tells, refusals in the one shape."""

import pytest

from antifraud.usecases.take_in import Shelf, take_in
from functions.answer_schemas import PlaceAnswer, ReceiptAnswer
from tests.pictures.samples import samples

REPORT = {"text": "13812345678", "category": "refund", "device": "device-0000000001"}
PNG = {"type": "image/png", "size": 1000}


@pytest.fixture
def receipt(client) -> str:
    return client.post("/v1/seaside/reports", json=REPORT).json["receipt"]


@pytest.fixture
def place(client, receipt):
    """Ask for a place."""
    return lambda **fields: client.post(f"/v1/seaside/reports/{receipt}/files", json=fields or PNG)


@pytest.fixture
def upload(parts):
    """Post a form as a browser would, and take in what came."""

    def posted(form, content):
        parts.files.store.post(form["fields"], content, parts.now())
        take_in(form["fields"]["key"], Shelf(parts.files.slots, parts.files.store))

    return posted


def test_from_a_receipt_to_a_file_that_the_receipt_tells_of(client, receipt, place, upload):
    address = f"/v1/seaside/reports/{receipt}"
    assert client.get(address).json["files"] == []
    answer = place()
    assert answer.status_code == 201
    assert PlaceAnswer().validate(answer.json) == {}
    assert (answer.json["number"], answer.json["expires_at"]) == (1, "2026-11-21T13:10:00Z")
    assert client.get(address).json["files"] == [{"number": 1, "state": "waiting", "why": None}]
    upload(answer.json["upload"], samples()["screenshot.png"])
    upload(place().json["upload"], b"GIF89a")
    told = client.get(address).json
    assert told["files"] == [
        {"number": 1, "state": "kept", "why": None},
        {"number": 2, "state": "refused", "why": "type_not_allowed"},
    ]
    assert ReceiptAnswer().validate(told) == {}


@pytest.mark.parametrize(
    ("lang", "said"),
    [("en", "File 1: Not taken"), ("zh-Hans", "文件 1: 没有收下"), ("zh-Hant", "檔案 1: 沒有收下")],
)
def test_the_page_of_a_receipt_says_it_in_words(client, receipt, place, upload, lang, said):
    upload(place().json["upload"], b"GIF89a")
    page = client.get(f"/v1/seaside/reports/{receipt}?lang={lang}", headers={"Accept": "text/html"}).text
    assert said in page


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"size": 10}, ("type", "required")),
        ({"type": "image/png"}, ("size", "required")),
        ({"type": "image/gif", "size": 10}, ("type", "not_a_choice")),
        ({"type": "image/png", "size": 0}, ("size", "empty")),
        ({"type": "image/png", "size": 4 * 1024 * 1024 + 1}, ("size", "file_too_big")),
        ({"type": "image/png", "size": "many"}, ("size", "not_a_number")),
        ({**PNG, "name": "me.png"}, ("name", "unknown_field")),
    ],
)
def test_what_cannot_be_sent_is_named_by_field(place, fields, fault):
    answer = place(**fields)
    assert answer.status_code == 422
    assert [(one["field"], one["code"]) for one in answer.json["fields"]] == [fault]


def test_a_form_without_javascript_may_ask_too(client, receipt):
    answer = client.post(f"/v1/seaside/reports/{receipt}/files", data={"type": "image/png", "size": "1000"})
    assert answer.status_code == 201


def test_the_fourth_file_is_refused(place):
    for _ in range(3):
        assert place().status_code == 201
    answer = place()
    assert (answer.status_code, answer.json["code"]) == (409, "too_many_files")


def test_a_receipt_that_is_not_there_gets_no_place(client):
    answer = client.post("/v1/seaside/reports/2222-2222-2222-2222/files", json=PNG)
    assert (answer.status_code, answer.json["code"]) == (404, "unknown_receipt")


def test_who_guesses_receipts_is_stopped_here_too(client):
    for _ in range(20):
        client.post("/v1/seaside/reports/2222-2222-2222-2222/files", json=PNG)
    assert client.post("/v1/seaside/reports/2222-2222-2222-2222/files", json=PNG).status_code == 429


def test_a_withdrawn_report_loses_its_files(client, receipt, place, upload, parts):
    upload(place().json["upload"], samples()["screenshot.png"])
    assert client.post(f"/v1/seaside/reports/{receipt}/withdraw", json={}).status_code == 200
    folder = parts.files.store.folder
    (tombstone,) = folder.rglob("forget")
    take_in(str(tombstone.relative_to(folder)), Shelf(parts.files.slots, parts.files.store))
    assert client.get(f"/v1/seaside/reports/{receipt}").json["files"] == []
    assert not [path for path in folder.rglob("*") if path.is_file()]
    assert place().status_code == 403


def test_the_log_says_nothing_of_the_file(client, receipt, place, caplog):
    caplog.set_level("INFO", "antifraud")
    name = place().json["upload"]["fields"]["key"]
    assert "/v1/<city>/reports/<receipt>/files 201" in caplog.text
    assert not any(part in caplog.text for part in (receipt, *name.split("/")[1:]))
