"""Files beside a report, on the real table: places, what arrives, what is told, what is forgotten."""

import itertools
from datetime import timedelta

import pytest

from antifraud.clues.model import Clue
from antifraud.errors import (
    RefusedError,
    StoreUnavailableError,
    TooManyFilesError,
    UnknownReceiptError,
)
from antifraud.evidence_files import (
    KEPT,
    MISSING,
    REFUSED,
    WAITING,
    forget_name,
    kept_name,
    parse_name,
    raw_name,
)
from antifraud.pictures import clean
from antifraud.storage.file_folder import FileFolder
from antifraud.usecases.amend_report import withdraw_report
from antifraud.usecases.file_report import Statement, file_report
from antifraud.usecases.keep_files import Files, folder_of, forget_files, list_files, open_place
from antifraud.usecases.take_in import Shelf, take_in
from tests.pictures.samples import samples
from tools.demo import OpenGate

FILES = samples()
PHONE = Clue("phone", "+8613812345678", "138 1234 5678", (0, 11))


@pytest.fixture
def files(database, tmp_path) -> Files:
    """Places on the real table, files in a folder; what arrives lies there until it is taken in."""
    numbers = itertools.count(1)
    return Files(database.slots, FileFolder(tmp_path), lambda: f"{next(numbers):016}")


@pytest.fixture
def report(database, keys, now):
    statement = Statement(city="seaside", clues=(PHONE,), category="refund", device="device-0000000001")
    return file_report(statement, database.reports, keys, now, OpenGate()).report


@pytest.fixture
def shelf(files):
    return Shelf(files.slots, files.store)


@pytest.fixture
def opened(database, files, report, now):
    """Open a place, later if so wanted."""
    return lambda after=0: open_place(
        report.key.receipt, "image/png", database.reports, files, now + timedelta(minutes=after)
    )


@pytest.fixture
def sent(opened, files, shelf):
    """Send a file to a new place and take it in; tells what became of it."""

    def send(content, after=0):
        place = opened(after)
        name = place.upload.fields["key"]
        files.store.post(place.upload.fields, content, place.slot.at)
        return place.slot, take_in(name, shelf)

    return send


@pytest.fixture
def arrived(opened, files) -> str:
    """The name of a photo that lies there and was not taken in yet."""
    name = opened().upload.fields["key"]
    files.store.write(name, FILES["photo.jpg"], "image/jpeg")
    return name


@pytest.fixture
def told(files, report, now):
    """Return number, state and reason of each file, later if so wanted."""
    return lambda after=0: [
        (one.number, one.state_at(now + timedelta(minutes=after)), one.why)
        for one in list_files(report.key, files)
    ]


def everything(files) -> list[str]:
    folder = files.store.folder
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_a_file_is_cleaned_and_kept_and_what_came_is_gone(files, report, sent, told):
    slot, outcome = sent(FILES["photo.jpg"])
    assert outcome == KEPT
    assert told() == [(1, KEPT, None)]
    name = kept_name(folder_of(report.key), slot)
    assert everything(files) == [name]
    assert files.store.read(name, 10**7) == clean(FILES["photo.jpg"]).content
    (kept,) = list_files(report.key, files)
    assert (kept.kind, kept.size) == ("image/jpeg", len(clean(FILES["photo.jpg"]).content))


def test_what_is_not_taken_is_deleted_and_says_why(files, sent, told):
    assert sent(b"<html>no picture</html>")[1] == "type_not_allowed"
    assert told() == [(1, REFUSED, "type_not_allowed")]
    assert everything(files) == []


def test_there_are_three_places_and_a_refused_file_gives_its_own_back(sent, opened, told):
    for name in ("photo.jpg", "screenshot.png"):
        sent(FILES[name])
    assert sent(b"nothing")[0].number == 3
    assert sent(FILES["receipt.pdf"])[0].number == 3
    assert told() == [(1, KEPT, None), (2, KEPT, None), (3, KEPT, None)]
    with pytest.raises(TooManyFilesError):
        opened()


def test_a_place_whose_file_never_came_is_missing_and_used_again(opened, told):
    first = [opened() for _ in range(3)]
    assert [one.slot.number for one in first] == [1, 2, 3]
    assert {state for _, state, _ in told(10)} == {WAITING}
    with pytest.raises(TooManyFilesError):
        opened(10)
    assert {state for _, state, _ in told(11)} == {MISSING}
    again = opened(11)
    assert (again.slot.number, again.slot.id != first[0].slot.id) == (1, True)
    assert told(11)[0] == (1, WAITING, None)


def test_an_upload_to_a_place_that_somebody_else_got_since_is_deleted(opened, files, shelf, told):
    late, _, _ = (opened() for _ in range(3))
    opened(11)
    files.store.write(late.upload.fields["key"], FILES["photo.jpg"], "image/jpeg")
    assert take_in(late.upload.fields["key"], shelf) == "not_awaited"
    assert told(11)[0] == (1, WAITING, None)
    assert everything(files) == []


def test_told_twice_or_told_of_nothing_changes_nothing(sent, report, files, shelf, told):
    slot, _ = sent(FILES["photo.jpg"])
    before = everything(files)
    name = raw_name(folder_of(report.key), slot)
    assert take_in(name, shelf) == "not_awaited"
    files.store.write(name, b"replayed form", "image/jpeg")
    assert take_in(name, shelf) == "not_awaited"
    assert (told(), everything(files)) == ([(1, KEPT, None)], before)


def test_taken_in_by_two_at_once_it_is_kept_once(arrived, files, shelf, told):
    """The second finds that the first wrote its place between its own reading and writing."""

    class Between(FileFolder):
        def write(self, other, content, kind):
            FileFolder.write(self, other, content, kind)
            if other.startswith("kept/"):
                take_in(arrived, shelf)

    take_in(arrived, Shelf(files.slots, Between(files.store.folder)))
    assert told() == [(1, KEPT, None)]
    assert len(everything(files)) == 1


def test_interrupted_anywhere_it_is_finished_when_told_again(arrived, files, shelf, told):
    class Down(FileFolder):
        def write(self, other, content, kind):
            FileFolder.write(self, other, content, kind)
            raise StoreUnavailableError

    with pytest.raises(StoreUnavailableError):
        take_in(arrived, Shelf(files.slots, Down(files.store.folder)))
    assert told() == [(1, WAITING, None)]
    assert take_in(arrived, shelf) == KEPT
    assert len(everything(files)) == 1


def test_forgotten_files_and_places_are_gone_and_nothing_comes_after(
    sent, opened, report, files, shelf, told
):
    sent(FILES["photo.jpg"])
    late = opened()
    forget_files(report.key, files)
    (tombstone,) = [name for name in everything(files) if name.startswith("raw/")]
    assert take_in(tombstone, shelf) == "forgotten"
    assert (told(), everything(files)) == ([], [])
    files.store.write(late.upload.fields["key"], FILES["photo.jpg"], "image/jpeg")
    assert take_in(late.upload.fields["key"], shelf) == "not_awaited"
    assert (told(), everything(files)) == ([], [])


def test_forgetting_what_has_no_files_asks_for_nothing(report, files):
    forget_files(report.key, files)
    assert everything(files) == []


def test_a_withdrawn_report_and_one_that_is_not_there_get_no_place(database, files, report, opened, now):
    withdraw_report(report.key.receipt, database.reports, now)
    with pytest.raises(RefusedError):
        opened()
    with pytest.raises(UnknownReceiptError):
        open_place("2222-2222-2222-2222", "image/png", database.reports, files, now)


def test_without_a_store_no_place_is_opened_and_nothing_is_lost(database, report, now, told):
    nowhere = Files(database.slots, None, str)
    with pytest.raises(StoreUnavailableError):
        open_place(report.key.receipt, "image/png", database.reports, nowhere, now)
    forget_files(report.key, nowhere)
    assert told() == []


def test_no_name_tells_the_receipt(opened, report):
    name = opened().upload.fields["key"]
    assert not {report.key.clue, report.key.reporter} & {name[4:12], name[12:20]}


@pytest.mark.parametrize(
    "name",
    [
        "",
        "raw/",
        "kept/ABCDEFGH23456789/1-0000000000000001",
        "raw/ABCDEFGH23456789/1-../../x",
        "raw/short/1-0000000000000001",
        "raw/ABCDEFGH23456789/forget/more",
    ],
)
def test_a_name_that_is_none_of_ours_is_deleted_unread(name, shelf):
    assert parse_name(name) is None


def test_names_are_read_as_they_are_written():
    assert parse_name(forget_name("ABCDEFGH23456789")).number is None
