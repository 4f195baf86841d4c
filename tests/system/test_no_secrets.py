"""What residents type goes through everything we have, and is then looked for where it must not be."""

import base64
import logging
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import quote

import pytest
from click.testing import CliRunner

from antifraud.assembly import open_database
from antifraud.cli import main
from antifraud.clues.personal import id_check
from antifraud.settings import parse_settings
from antifraud.storage.client import open_client, open_streams
from antifraud.storage.stream import StreamReader
from functions.app import create_app
from functions.fold import fold_batch
from functions.joined import join_parts
from tests.system.hiding import Lines, forms_of, found_in, texts_of
from tools.emulator import free_port

CITY = "hangzhou"
PERSON = next(
    number for end in "0123456789X" if id_check(number := f"33010219490923{end:>02}7{end}"[:17] + end)
)
SECRETS = {
    "card": "6222021234567894",
    "another card": "4111111111111111",
    "person": PERSON,
    "code": "73918526",
    "contact": "lin.yueru@example.org",
    "call": "13700137042",
    "story": "我把奶奶的玉镯当了三万四千五",
    "device": "device-Zq7Zq7Zq7Zq7",
    "form": "form-Xk9Xk9Xk9Xk9Xk",
    "address": "203.0.113.77",
    "agent": "AgentOfLinYueru/7.7",
    "appeal": "这张卡是我卖菜收钱用的",
    "owner": "chen.caiyun@example.org",
    "field": "geheimfeld",
    "path": "wege-ins-nichts",
}
"""What may be nowhere: not in a log, in no answer, in no row, in no file."""

CLUES = {
    "phone": "13867421593",
    "qq": "748392615",
    "wechat": "caifu_8847",
    "link": "shop7734.top",
    "message": "您的快递丢失",
}
"""What is kept in rows and shown in answers, because everybody asks for it; never in a log or a file."""


def test_the_search_itself_finds_what_hides():
    for form in (*forms_of(SECRETS["story"]), base64.b64encode(b"ab" + SECRETS["story"].encode()).decode()):
        assert found_in(f"before {form} after", SECRETS) == ["story"]
    assert found_in("nothing of the sort", {**SECRETS, **CLUES}) == []


@pytest.fixture
def lines():
    handler, root = Lines(), logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield handler
    root.removeHandler(handler)
    root.setLevel(level)


@contextmanager
def silent(lines):
    """Do something that is no part of what is tested."""
    root = logging.getLogger()
    root.removeHandler(lines)
    root.setLevel(logging.WARNING)
    yield
    root.setLevel(logging.DEBUG)
    root.addHandler(lines)


@dataclass
class Resident:
    """A window of the real app, and every answer it got."""

    client: object
    answers: list[str] = field(default_factory=list)

    def ask(self, method, path, origin=None, **more):
        headers = {"User-Agent": SECRETS["agent"], **({"Origin": origin} if origin else {})}
        answer = self.client.open(
            f"/v1/{CITY}/{path}",
            method=method,
            environ_overrides={"REMOTE_ADDR": SECRETS["address"]},
            headers=headers,
            **more,
        )
        self.answers.append(f"{answer.headers!r} {answer.get_data(as_text=True)}")
        return answer

    def post(self, path, **fields):
        return self.ask("POST", path, json=fields)


STORY = (
    f"{SECRETS['story']}，卡号{SECRETS['another card']}，身份证{SECRETS['person']}，"
    f"验证码{SECRETS['code']}，电话{SECRETS['call']}"
)


def say_everything(resident):
    """Report, tip, mark, amend, withdraw; return the receipts."""
    told = {
        "category": "refund",
        "story": STORY,
        "contact": SECRETS["contact"],
        "device": SECRETS["device"],
        "idempotency_key": SECRETS["form"],
    }
    text = f"{CLUES['message']}，请加QQ{CLUES['qq']}，转到卡号{SECRETS['card']}，电话{CLUES['phone']}"
    first = resident.post("reports", text=text, **told)
    assert first.status_code == 201, first.json
    second = resident.post(
        "reports", text=f"加微信 {CLUES['wechat']}", category="job", device=SECRETS["device"]
    )
    third = resident.ask("POST", "reports", data={"text": f"http://{CLUES['link']}/a", **told})
    assert (
        resident.post("marks", text=CLUES["phone"], mark="courier", device="another-device-1").status_code
        == 201
    )
    receipts = [one.json["receipt"] for one in (first, second, third)]
    amended = resident.post(
        f"reports/{receipts[0]}/amend", category="job", story=STORY, contact=SECRETS["contact"]
    )
    assert amended.status_code == 200, amended.json
    assert resident.ask("GET", f"reports/{receipts[0]}").status_code == 200
    assert resident.post(f"reports/{receipts[1]}/withdraw").status_code == 200
    return receipts


def ask_and_appeal(resident):
    """Look up a message with everything in it, and appeal."""
    looked = resident.post("lookup", text=f"{STORY} {CLUES['phone']} {CLUES['qq']}")
    assert looked.status_code == 200, looked.json
    appeal = {"kind": "bank_card", "value": SECRETS["card"], "reason": "mistaken"}
    answer = resident.post("appeals", **appeal, text=SECRETS["appeal"], contact=SECRETS["owner"])
    assert answer.status_code == 201, answer.json
    return len(resident.answers) - 2


def fail_in_every_way(resident):
    everything = " ".join((*SECRETS.values(), *CLUES.values()))
    name = SECRETS["field"]
    for path in ("lookup", "reports", "marks", "appeals", "reports/7K3M-9QXT-2HVW-R4CM/amend"):
        resident.ask("POST", path, data=f'{{"text": "{everything}', content_type="application/json")
        resident.ask("POST", path, data=everything.encode("utf-16"), content_type="application/json")
        resident.ask("POST", path, data=everything, content_type="application/x-secret")
        resident.post(path, **{name: everything, "device": everything, "category": everything})
        resident.post(path, text=everything * 500, contact="x", story=everything, proof=everything)
        resident.post(path, text=everything, clues=[{"kind": everything, "value": everything}])
        resident.ask("GET", f"{path}?text={quote(everything)}")
        resident.ask("DELETE", path, json={"text": everything})
        resident.ask("POST", path, origin=f"https://{SECRETS['path']}.example", json={"text": everything})
    for path in (SECRETS["path"], SECRETS["card"], quote(STORY), f"reports/{SECRETS['card']}"):
        resident.ask("GET", path)
        resident.post(path, text=everything)
    resident.ask(
        "POST", "reports", json={"text": CLUES["phone"], "category": "job", "proof": SECRETS["form"]}
    )


def fold_all(records, evidence):
    """Fold what was written, and a record that nobody can read."""
    fold_batch(records, evidence)
    poison = {
        "eventName": "INSERT",
        "dynamodb": {
            "Keys": {"pk": {"S": "R#AAAAAAAA#0"}, "sk": {"S": "u#BBBBBBBB"}},
            "NewImage": {"k": {"S": "bank_card"}, "i": {"S": SECRETS["card"]}, "z": {"S": STORY}},
            "SequenceNumber": "1",
        },
    }
    fold_batch([poison], evidence)


def import_list(folder):
    """Import a list with lines that cannot be taken in; return everything that was said and written."""
    list_file = folder / "partner.csv"
    bad = [
        ("bank_card", SECRETS["card"][:-1] + "5"),
        ("phone", SECRETS["story"]),
        (STORY, CLUES["qq"]),
        ("person", PERSON),
    ]
    rows = [("bank_card", SECRETS["another card"]), ("qq", CLUES["qq"]), *bad]
    lines = [f"{kind},{value.replace(',', '，')},bank:icbc,reported" for kind, value in rows]
    list_file.write_text("\n".join(("kind,value,source,level", *lines, STORY)), "utf-8")
    result = CliRunner().invoke(main, ["import", str(list_file), "--data", str(folder / "var")])
    assert result.exit_code in {0, 1}, result.output
    written = [one for one in folder.rglob("*") if one.is_file() and one != list_file]
    assert any(one.name.endswith(".rejected.csv") for one in written)
    return result.output + "".join(one.read_text("utf-8", "replace") for one in written)


def everything_stored(table):
    """Return every key and value of the table as text, binaries as they are."""
    pages = open_client().get_paginator("scan").paginate(TableName=table)
    rows = [row for page in pages for row in page["Items"]]
    return rows, " ".join(texts_of(rows))


@pytest.fixture
def environ(aws, database, tmp_path, monkeypatch):
    more = {
        "ANTIFRAUD_REPORTS_WITHOUT_PROOF_PER_HOUR": "9999",
        "ANTIFRAUD_REPORTS_PER_HOUR": "9999",
        "ANTIFRAUD_LOOKUPS_PER_MINUTE": "99999",
        "ANTIFRAUD_SENDER": "outbox",
        "ANTIFRAUD_OUTBOX": str(tmp_path / "outbox.jsonl"),
    }
    for name, value in more.items():
        monkeypatch.setenv(name, value)
    return {**aws, **more}


def test_what_a_resident_types_is_nowhere_it_does_not_belong(environ, tmp_path, lines):
    settings = parse_settings(environ)
    database = open_database(settings, environ)
    parts = join_parts(environ)
    resident = Resident(create_app(parts).test_client())
    receipts = say_everything(resident)
    fold_all(_stream_records(settings, lines), database.evidence)
    looked = ask_and_appeal(resident)
    fail_in_every_way(resident)
    down = {**environ, "AWS_ENDPOINT_URL_DYNAMODB": f"http://127.0.0.1:{free_port()}"}
    without = Resident(create_app(join_parts(down)).test_client())
    assert without.post("lookup", text=f"{STORY} {CLUES['phone']}").json["overall"] == "unavailable"
    failed = without.post(
        "reports", text=CLUES["phone"], category="job", story=STORY, contact=SECRETS["contact"]
    )
    assert (failed.status_code, failed.json["code"]) == (503, "store_unavailable")
    without.ask("GET", f"reports/{receipts[0]}")
    (tmp_path / "lists").mkdir()
    imported = import_list(tmp_path / "lists")
    with silent(lines):
        rows, stored = everything_stored(settings.table)
    kinds = {row["pk"]["S"].partition("#")[0] for row in rows}
    assert {"R", "C", "X"} <= kinds, "a part of what is stored was never written"
    assert len(lines.texts) > 20
    logged = "\n".join(lines.texts)
    keys = {"hash key": environ["ANTIFRAUD_HASH_KEY"], "seal key": environ["ANTIFRAUD_SEAL_KEY"]}
    given = {f"receipt {n}": receipt for n, receipt in enumerate(receipts)}
    assert found_in(logged, {**SECRETS, **CLUES, **keys, **given}) == []
    assert found_in(stored, {**SECRETS, **keys}) == []
    assert found_in(imported, {**SECRETS, **CLUES}) == []
    for place, answer in enumerate([*resident.answers, *without.answers]):
        # The name of a field is told to who made it up; a clue, to who asked for it.
        own = {"field", "another card", "call"} if place in {looked, len(resident.answers)} else {"field"}
        leaked = set(found_in(answer, {**SECRETS, **keys})) - own
        assert leaked == set(), answer


def _stream_records(settings, lines):
    """Return what the stream carries; how the emulator is asked for it is no part of what runs at AWS."""
    with silent(lines):
        reader = StreamReader(open_client(), open_streams(), settings.table)
        return [one for batch in reader.batches() for one in batch]
