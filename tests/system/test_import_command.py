"""`python -m antifraud import` as a real process: bad lines, a second time, a wrong encoding, a SIGKILL."""

import csv
import json
import signal
import time

import pytest

HEADER = "kind,value,source,level,category,first_seen,last_seen\n"
MIXED = (
    HEADER + "phone,13812345678,police:330100,confirmed,refund,2026-01-02,2026-03-04\n"
    "qq,12345678,carrier,reported,,,\n"
    "phone,13812345678,carrier,confirmed,,,\n"
    "teapot,1,carrier,reported,,,\n"
    "bank_card,6222021234567890,bank:icbc,confirmed,,,\n"
    "phone,13812345679,carrier,reported,,2026-02-02,2026-01-01\n"
    "phone,13812345679,carrier\n"
)
MANY = 20_000


@pytest.fixture
def many(tmp_path):
    """A list of 20,000 lines: every tenth says again what an earlier one said, every hundredth is bad."""
    rows = []
    for number in range(MANY):
        value = f"139{number - number % 10 if number % 10 == 9 else number:08}"
        kind = "teapot" if number % 100 == 50 else "phone"
        rows.append(f"{kind},{value},carrier,reported,,,\n")
    file = tmp_path / "many.csv"
    file.write_text(HEADER + "".join(rows))
    return file


def test_bad_lines_are_named_and_the_good_ones_taken_in(antifraud, database, keys, tmp_path):
    file = tmp_path / "list.csv"
    file.write_text(MIXED)
    done = antifraud("import", str(file))
    assert done.returncode == 1
    assert done.stdout.splitlines()[-1] == "7 lines: 2 new, 0 changed, 0 unchanged, 5 rejected"
    with (tmp_path / "list.csv.rejected.csv").open(encoding="utf-8") as rejected:
        told = {row["line"]: row["code"] for row in csv.DictReader(rejected)}
    assert told == {
        "4": "only_authorities_confirm",
        "5": "unknown_kind",
        "6": "not_a_clue",
        "7": "dates_reversed",
        "8": "wrong_number_of_cells",
    }
    key = keys.clue_key("phone", "+8613812345678")
    assert [one.level for one in database.known.read([key])[key].listings] == ["confirmed"]
    again = antifraud("import", str(file))
    assert again.stdout.splitlines()[-1] == "7 lines: 0 new, 0 changed, 2 unchanged, 5 rejected"


def test_a_good_list_of_json_lines_leaves_no_file_of_rejects(antifraud, database, tmp_path):
    file = tmp_path / "list.jsonl"
    line = {"kind": "url", "value": "http://bad.example.com/", "source": "security", "level": "high_risk"}
    file.write_text(json.dumps(line) + "\n")
    done = antifraud("import", str(file))
    assert (done.returncode, done.stdout.splitlines()[-1].partition(":")[0]) == (0, "1 lines"), done.stderr
    assert [one.name for one in tmp_path.iterdir()] == ["list.jsonl"]


def test_a_wrong_encoding_is_said_so_and_the_right_one_works(antifraud, database, tmp_path):
    file = tmp_path / "list.csv"
    file.write_bytes(
        (HEADER + "wechat,abc_123456,platform,reported,,,\n电话,1,城市,可疑,,,\n").encode("gb18030")
    )
    done = antifraud("import", str(file))
    assert (done.returncode, "--encoding gb18030" in done.stderr) == (2, True)
    done = antifraud("import", str(file), "--encoding", "gb18030")
    assert done.stdout.splitlines()[-1] == "2 lines: 1 new, 0 changed, 0 unchanged, 1 rejected"
    assert antifraud("import", str(file), "--encoding", "martian").returncode == 2


def test_a_list_that_breaks_off_leaves_the_way_free_for_the_mended_one(antifraud, database, tmp_path):
    text = HEADER + "".join(f"qq,1000{number:05},carrier,reported,,,\n" for number in range(400))
    file = tmp_path / "list.csv"
    file.write_bytes(text.encode() + "qq,乱".encode("gb18030"))
    done = antifraud("import", str(file))
    assert (done.returncode, "not utf-8" in done.stderr) == (2, True)
    file.write_text(text)
    done = antifraud("import", str(file))
    assert done.stdout.splitlines()[-1].startswith("400 lines: "), done.stderr
    assert done.returncode == 0


def test_a_file_that_is_no_list_is_refused(antifraud, database, tmp_path):
    file = tmp_path / "list.csv"
    file.write_text("number,colour\n1,red\n")
    done = antifraud("import", str(file))
    assert done.returncode == 2
    for word in ("kind", "value", "source", "level", "colour"):
        assert word in done.stderr


def test_an_import_that_was_killed_goes_on_and_counts_exactly(antifraud, database, many):
    progress = many.with_name("many.csv.progress")
    for least in (3_000, 11_000):
        process = antifraud.start("import", str(many))
        deadline = time.monotonic() + 60
        while not (progress.exists() and json.loads(progress.read_text())["done"] >= least):
            assert process.poll() is None, "it ended before it could be killed"
            assert time.monotonic() < deadline
            time.sleep(0.01)
        process.send_signal(signal.SIGKILL)
        process.communicate()
    done = antifraud("import", str(many))
    assert done.stdout.splitlines()[-1] == "20000 lines: 18000 new, 0 changed, 1800 unchanged, 200 rejected"
    assert not progress.exists()
