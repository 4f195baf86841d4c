"""`python -m antifraud statistics` on the real table: what was counted and reported, as a file."""

import json
from datetime import date, timedelta

import pytest
from click.testing import CliRunner

from antifraud.assembly import utc_now
from antifraud.commands.statistics import statistics
from antifraud.keys import ClueKey
from antifraud.ports import ListedClue
from antifraud.sitegen.statistics import load_statistics
from antifraud.verdicts import Listing

YESTERDAY = (utc_now() + timedelta(hours=8)).date() - timedelta(days=1)


@pytest.fixture
def run(database, tmp_path, root, monkeypatch):
    monkeypatch.chdir(root)
    out = tmp_path / "statistics.json"
    return lambda *more: (CliRunner().invoke(statistics, ["--out", str(out), *more]), out)


def list_clue(database, number):
    listing = Listing("police:330100", "confirmed", "refund", date(2026, 11, 20))
    clue = ListedClue(ClueKey("phone", f"+861540000{number:04}"), "", listing)
    database.listings.write_listings([(clue, {"police:330100": listing})])


def test_what_is_in_the_table_is_added_up(run, database):
    database.days.add(YESTERDAY, "hangzhou", {"l:phone:no_record": 40, "l:url:reported": 3}, "a")
    database.days.add(YESTERDAY, "ningbo", {"l:phone:no_record": 25, "r:qq:refund": 6}, "b")
    for number in range(6):
        list_clue(database, number)
    done, out = run()
    assert done.exit_code == 0, done.output
    made = json.loads(out.read_text())
    assert made["total"] == {"looked_up": 65, "reported": 0, "confirmed": 5}
    assert made["days"] == [
        {
            "code": YESTERDAY.isoformat(),
            "looked_up": 65,
            "reported": 5,
            "confirmed": made["days"][0]["confirmed"],
        }
    ]
    cities = {one["code"]: one for one in made["cities"]}
    assert (cities["hangzhou"]["looked_up"], cities["hangzhou"]["confirmed"]) == (40, 5)
    assert load_statistics(out).demo is False
    assert "15400" not in out.read_text()


def test_an_empty_table_makes_a_file_without_a_day(run):
    done, out = run()
    assert done.exit_code == 0
    assert load_statistics(out).tables["days"] == ()


def test_a_list_of_payments_that_cannot_be_read_leaves_the_last_file(run, tmp_path):
    _, out = run()
    before = out.read_bytes()
    bad = tmp_path / "payments.csv"
    bad.write_text("day,yuan\nyesterday,5\n")
    done, _ = run("--money-stopped", str(bad))
    assert (done.exit_code, f"{bad}:2" in done.output) == (2, True)
    done, _ = run("--money-stopped", str(tmp_path / "none.csv"))
    assert done.exit_code == 2
    assert out.read_bytes() == before
