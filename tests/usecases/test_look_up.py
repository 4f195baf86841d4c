"""What is asked, read at once, and said of it."""

import pytest

from antifraud.clues.model import Clue
from antifraud.directory import load_directory
from antifraud.errors import StoreUnavailableError
from antifraud.ports import ListedClue
from antifraud.usecases.look_up import MAX_CLUES, Sources, likeliest, look_up, recognise
from antifraud.verdicts import Listing


class Counting:
    """A reader that counts how often it is asked."""

    def __init__(self, reader):
        self.reader, self.reads = reader, 0

    def read(self, keys):
        self.reads += 1
        return self.reader.read(keys)


class Down:
    def read(self, _keys):
        raise StoreUnavailableError


@pytest.fixture
def reader(database):
    return Counting(database.known)


@pytest.fixture
def sources(reader, keys):
    return Sources(reader, load_directory(), keys)


@pytest.fixture
def listed(database, keys):
    """List a clue as some source says."""

    def write(kind, value, level="reported", source="carrier"):
        listing = Listing(source, level)
        row = ListedClue(keys.clue_key(kind, value), value, listing)
        database.listings.write_listings([(row, {source: listing})])

    return write


def levels(answer):
    return [(one.clue.kind, one.verdict.level) for one in answer.clues]


def test_one_read_for_all_clues_and_all_readings(sources, reader, now, make_city):
    clues = recognise("12345678", make_city())
    assert len(clues) > 1
    look_up(clues, sources, now)
    assert reader.reads == 1


def test_nothing_is_read_for_nothing(sources, reader, now):
    answer = look_up([], sources, now)
    assert (reader.reads, answer.overall, answer.advice[0]) == (0, "no_record", "no_clue_found")


def test_of_several_readings_the_likeliest_is_shown_unless_another_tells_something(
    sources, now, make_city, listed
):
    clues = recognise("12345678", make_city())
    first = clues[0].kind
    assert levels(look_up(clues, sources, now)) == [(first, "no_record")]
    listed("qq", "12345678")
    assert levels(look_up(clues, sources, now)) == [("qq", "reported")]


def test_an_official_line_is_not_smeared_by_another_reading_of_its_digits(sources, now, make_city, listed):
    listed("qq", "95588")
    assert levels(look_up(recognise("95588", make_city()), sources, now)) == [("phone", "official")]


def test_an_authority_outweighs_the_directory(sources, now, make_city, listed):
    listed("phone", "95588", "confirmed", "police")
    (answer,) = look_up(recognise("95588", make_city()), sources, now).clues
    assert (answer.verdict.level, answer.verdict.source, answer.owner) == ("confirmed", "police", None)


def test_a_listed_host_speaks_for_its_pages_and_a_listed_page_for_itself(sources, now, make_city, listed):
    city = make_city()
    listed("url", "http://bad.example.com/")
    listed("url", "http://mixed.example.org/pay/now", "confirmed", "police")
    say = {
        text: look_up(recognise(text, city), sources, now).overall
        for text in (
            "http://bad.example.com/any/page?x=1",
            "http://www.bad.example.com/",
            "http://example.com/",
            "http://mixed.example.org/pay/now",
            "http://mixed.example.org/pay/now?id=7",
            "http://mixed.example.org/pay",
        )
    }
    assert list(say.values()) == ["reported", "reported", "no_record", "confirmed", "confirmed", "no_record"]


def test_a_message_of_a_hundred_clues_is_cut_and_still_answered(sources, reader, now):
    clues = [Clue("qq", str(10_000 + n), str(n), (n, n + 1)) for n in range(100)]
    answer = look_up(clues, sources, now)
    assert (len(answer.clues), reader.reads) == (MAX_CLUES, 1)
    assert answer.advice[0] == "only_first_looked_up", "nobody takes the rest for looked up"
    assert "only_first_looked_up" not in look_up(clues[:MAX_CLUES], sources, now).advice


def test_what_decides_about_a_message_comes_first_the_rest_as_it_stands_there(
    sources, now, listed, make_city
):
    text = (
        "95588 说快递丢了，加QQ 123456789，或打 13812345678、13912345678，点www.example.com/a jd-kefu.top/a"
    )
    listed("phone", "+8613812345678", "high_risk")
    clues = recognise(text, make_city())
    assert [one.value for one in clues][:2] == ["95588", "123456789"]
    answer = look_up(clues, sources, now)
    assert [(one.clue.value, one.verdict.level) for one in answer.clues] == [
        ("+8613812345678", "high_risk"),
        ("http://jd-kefu.top/a", "no_record"),
        ("123456789", "no_record"),
        ("+8613912345678", "no_record"),
        ("http://www.example.com/a", "no_record"),
        ("95588", "official"),
    ]
    assert answer.overall == answer.clues[0].verdict.level


def test_with_the_database_down_only_the_directory_answers(keys, now, make_city):
    sources = Sources(Down(), load_directory(), keys)
    answer = look_up(recognise("95588", make_city()), sources, now)
    assert levels(answer) == [("phone", "official")]
    assert answer.failure is not None
    unknown = look_up(recognise("12345678", make_city()), sources, now)
    assert [level for _, level in levels(unknown)] == ["unavailable"]


def test_a_report_is_about_the_likeliest_reading(make_city):
    clues = recognise("12345678", make_city())
    assert likeliest(clues) == clues[:1]
