"""`python -m antifraud appeals` on a real table: what waits, what is decided, and what is refused."""

import base64
import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from click.testing import CliRunner

from antifraud.appeal_ports import Wording
from antifraud.assembly import make_desk
from antifraud.cli import main
from antifraud.clues import parse
from antifraud.outside.senders import Outbox
from antifraud.ports import ListedClue, Visitor
from antifraud.usecases.prove_appeal import prove_by_code
from antifraud.usecases.start_appeal import Claim, start_appeal
from antifraud.verdicts import CONFIRMED, REPORTED, Listing
from tests.conftest import PRIVATE_KEY
from tools.demo import OpenGate

NOW = datetime.now(UTC)


@pytest.fixture
def run(database):
    def run(*arguments):
        done = CliRunner().invoke(main, ["appeals", *arguments])
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
        return done.exit_code, done.output

    return run


@pytest.fixture
def start(database, keys, settings, aws, tmp_path):
    """Make an appeal; one of a phone is open, one of a card waits for its letter."""
    outbox = tmp_path / "outbox.jsonl"
    desk = replace(make_desk(settings, database, aws), sender=Outbox(outbox))

    def made(value, level=REPORTED, source="platform:shop", at=NOW):
        clue = parse(value)[0]
        listing = Listing(source, level, "refund", date(2026, 1, 1), date(2026, 1, 1))
        key = keys.clue_key(clue.kind, clue.value)
        database.listings.write_listings([(ListedClue(key, clue.display, listing), {source: listing})])
        visitor = Visitor("ABCDEFGH", "", "appeal", "seaside")
        claim = Claim("seaside", clue, "mistaken", "我是卖菜的", "13900001111", visitor)
        appeal = start_appeal(claim, desk, OpenGate(), Wording("", "{code}"), at)
        if appeal.proof.way == "sms":
            code = json.loads(outbox.read_text("utf-8").splitlines()[-1])["text"]
            appeal = prove_by_code(appeal, code, desk, at)
        return appeal.shown_id

    return made


def test_nothing_waits(run):
    assert run("list") == (0, "0 waiting, 0 overdue\n")


def test_overdue_and_authority_come_first_and_the_exit_code_tells(run, start):
    soon = start("13812345678", at=NOW - timedelta(days=5))
    card = start("6222021234567894")
    against = start("13812345679", CONFIRMED, "police:1")
    code, output = run("list")
    assert (code, [line[:24] for line in output.splitlines()[:-1]]) == (0, [against, soon, card])
    assert "AUTHORITY" in output.splitlines()[0]
    assert "6222021234567894" not in output
    late = start("13812345670", at=NOW - timedelta(days=8))
    code, output = run("list")
    assert (code, output.splitlines()[0][:24]) == (1, late)
    assert output.splitlines()[-1] == "4 waiting, 1 overdue"


def test_a_decision_and_its_trail(run, start, tmp_path):
    number = start("13812345678")
    told = ("--finding", "new_holder", "--why", "contract seen", "--by", "li")
    assert run("decide", number, "upheld", *told)[0] == 0
    code, output = run("show", number.lower())
    assert code == 0
    assert "upheld           li: contract seen" in output
    assert "我是卖菜的" not in output
    key = tmp_path / "key"
    key.write_text(base64.b64encode(bytes(PRIVATE_KEY)).decode())
    assert "text: 我是卖菜的\ncontact: 13900001111" in run("show", number, "--open-with", str(key))[1]
    key.write_text("nothing")
    assert run("show", number, "--open-with", str(key))[0] == 2
    code, output = run("decide", number, "refused", *told)
    assert (code, "does not allow this now" in output) == (2, True)
    assert run("list") == (0, "0 waiting, 0 overdue\n")


def test_an_authority_must_have_agreed(run, start):
    number = start("13812345678", CONFIRMED, "bank:icbc")
    told = ("--finding", "authority_agreed", "--why", "w", "--by", "li")
    code, output = run("decide", number, "upheld", *told)
    assert (code, "--authority-agreed" in output) == (2, True)
    assert run("decide", number, "upheld", *told, "--authority-agreed", "fax 7 of the bank")[0] == 0
    assert "fax 7 of the bank" in run("show", number)[1]


def test_a_letter_is_confirmed_once(run, start):
    number = start("6222021234567894")
    told = ("--why", "card and ID seen", "--by", "li")
    assert run("decide", number, "refused", "--finding", "not_the_holder", *told)[0] == 2
    code, output = run("confirm-letter", number, *told)
    assert (code, " open " in output) == (0, True)
    assert run("confirm-letter", number, *told)[0] == 2
    assert run("decide", number, "refused", "--finding", "not_the_holder", *told)[0] == 0


def test_a_cleared_clue_is_reopened(run, start):
    number = start("13812345678")
    told = ("--why", "w", "--by", "li")
    assert run("reopen", "13812345678", *told)[0] == 2
    run("decide", number, "upheld", "--finding", "new_holder", *told)
    code, output = run("reopen", "13812345678", *told)
    assert (code, number in output, "reopened" in output) == (0, True, True)


def test_what_is_none(run):
    for arguments in (
        ("show", "2222-2222-2222-2222-2222"),
        ("show", "x"),
        ("reopen", "hm", "--why", "w", "--by", "l"),
    ):
        assert run(*arguments)[0] == 2
    assert run("decide", "x", "maybe")[0] == 2


@pytest.mark.parametrize("name", sorted(main.commands["appeals"].commands))
def test_help_explains_every_option(name):
    command = main.commands["appeals"].commands[name]
    done = CliRunner().invoke(main, ["appeals", name, "--help"])
    assert done.exit_code == 0
    assert all(option.help for option in command.params if option.param_type_name == "option")


def test_without_the_database(run, monkeypatch):
    monkeypatch.setenv("AWS_ENDPOINT_URL_DYNAMODB", "http://127.0.0.1:9")
    assert run("list")[0] == 2
