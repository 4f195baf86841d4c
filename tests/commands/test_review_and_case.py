"""`review` and `case` on the real table: what waits, what is decided, what reporters read then."""

import base64

import pytest
from click.testing import CliRunner

from antifraud.callback import call_back_words
from antifraud.clues.model import Clue
from antifraud.commands.case import case
from antifraud.commands.review import review
from antifraud.storage.client import open_client, open_streams
from antifraud.storage.evidence_table import read_record
from antifraud.storage.stream import StreamReader
from antifraud.usecases.file_report import Statement, file_report
from antifraud.usecases.fold_reports import fold_reports
from antifraud.usecases.read_receipt import read_receipt
from tests.conftest import PRIVATE_KEY
from tests.gates import HoldingGate
from tools.demo import OpenGate

PHONE = Clue("phone", "+8613812345678", "138 1234 5678", (0, 11))
CARD = Clue("bank_card", "6222021234567894", "622202******7894", (0, 16))
BANK = Clue("phone", "95588", "95588", (0, 5))


@pytest.fixture
def run(database):
    def invoke(group, *arguments):
        return CliRunner().invoke(group, list(arguments))

    return invoke


@pytest.fixture
def reported(database, keys, settings, now):
    def store(clue, people=3, gate=None):
        receipts = []
        for person in range(people):
            statement = Statement(
                "seaside", (clue,), "job", device=f"{person:016}", address=f"198.18.{person}.1"
            )
            filed = file_report(statement, database.reports, keys, now, gate or OpenGate())
            receipts.append(filed.receipt)
        for records in StreamReader(open_client(), open_streams(), settings.table).batches():
            fold_reports(records, read_record, database.evidence)
        return receipts

    return store


@pytest.mark.parametrize("clue", [PHONE, CARD])
@pytest.mark.parametrize(("verb", "status"), [("release", "received"), ("dismiss", "not_counted")])
def test_what_waits_is_listed_and_decided_by_its_reference(run, reported, database, clue, verb, status):
    receipts = reported(clue, gate=HoldingGate())
    listed = run(review, "list").stdout.splitlines()
    assert "held 3, counted 0" in listed[0]
    assert clue.value not in listed[0] or clue is PHONE
    done = run(review, verb, listed[0].split()[0], "--by", "Li Lei")
    assert (done.exit_code, done.stdout[:2]) == (0, "3 ")
    assert run(review, "list").stdout == "0 clues wait for review\n"
    assert read_receipt(receipts[0], database.reports, database.cases).status in {status, "counted"}


def test_deciding_wants_to_know_who_decides(run):
    assert run(review, "release", "13812345678").exit_code == 2


def test_what_is_said_of_an_official_line_is_shown_to_the_alliance(run, reported):
    reported(BANK)
    told = run(review, "officials").stdout
    assert told.startswith("phone#95588")
    assert "3 people from 3 networks" in told


def test_a_case_goes_step_by_step_and_its_reporters_read_it(run, reported, database):
    (receipt, *_) = reported(PHONE)
    refused = run(case, "add", "13812345678", "solved", "--by", "police:330100")
    assert (refused.exit_code, "with_police" in refused.stderr) == (2, True)
    for step in ("with_police", "case_opened", "solved"):
        assert run(case, "add", "138 1234 5678", step, "--by", "police:330100").exit_code == 0
    assert run(case, "show", "phone#+8613812345678").stdout.splitlines()[-1] == "3 steps"
    steps = read_receipt(receipt, database.reports, database.cases).steps
    assert [(one.name, one.at is not None) for one in steps] == [
        ("with_police", True),
        ("case_opened", True),
        ("solved", True),
    ]


@pytest.mark.parametrize(
    ("step", "why", "good"),
    [
        ("not_pursued", None, False),
        ("not_pursued", "no_loss", True),
        ("case_opened", "no_loss", False),
        ("case_opened", None, True),
    ],
)
def test_only_what_is_not_pursued_has_a_reason_and_always_one(run, step, why, good):
    run(case, "add", "13812345678", "with_police", "--by", "police:330100")
    options = ["--why", why] if why else []
    done = run(case, "add", "13812345678", step, "--by", "police:330100", *options)
    assert (done.exit_code == 0) == good


def test_a_clue_that_is_none_is_named(run):
    done = run(case, "show", "hello")
    assert done.exit_code == 2


def test_who_works_a_case_reads_story_contact_and_the_words_to_say(run, database, keys, now, tmp_path):
    statement = Statement(
        "seaside",
        (PHONE, CARD),
        "job",
        story="他让我垫钱",
        contact="13900001111",
        call_back=True,
        amount=5000,
    )
    filed = file_report(statement, database.reports, keys, now, OpenGate())
    key_file = tmp_path / "key"
    key_file.write_text(base64.b64encode(bytes(PRIVATE_KEY)).decode())
    told = run(case, "told", filed.receipt, "--key-file", str(key_file)).stdout
    words = call_back_words(filed.report, keys)
    for shown in (
        "seaside",
        "lost 50.00 yuan",
        "他让我垫钱",
        "13900001111",
        f"say: {words.zh}",
        "622202******7894",
    ):
        assert shown in told
    key_file.write_text(base64.b64encode(b"x" * 32).decode())
    assert run(case, "told", filed.receipt, "--key-file", str(key_file)).exit_code == 2
    assert run(case, "told", "7K3M-9QXT-2HVW-R4CM", "--key-file", str(key_file)).exit_code == 2
