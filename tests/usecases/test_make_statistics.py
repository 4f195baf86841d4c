"""What may be published: sums by day, kind, kind of fraud and city, and no number that picks somebody out."""

from datetime import date

import pytest

from antifraud.errors import ImportFileError
from antifraud.ports import ClueCounts, DayCounts, ListingFacts
from antifraud.usecases.make_statistics import make_statistics, shown
from antifraud.usecases.money_stopped import Payment, parse_payments
from antifraud.verdicts import Listing

TODAY = date(2026, 11, 22)


def by_code(table, column):
    return {one["code"]: one[column] for one in table if one[column]}


@pytest.mark.parametrize(
    ("true", "told"), [(0, 0), (1, "<5"), (4, "<5"), (5, 5), (9, 5), (10, 10), (123, 120)]
)
def test_small_counts_are_merged_and_others_rounded_down(true, told):
    assert shown(true) == told


def test_what_was_counted_each_day(make_city):
    rows = [
        DayCounts(date(2026, 11, 19), "seaside", {"l:phone:no_record": 90, "l:none:no_record": 7}),
        DayCounts(
            date(2026, 11, 21), "seaside", {"l:qq:high_risk": 12, "r:qq:job": 6, "w:confirmed:get_back": 5}
        ),
        DayCounts(date(2026, 11, 21), "elsewhere", {"l:qq:reported": 3, "o:report": 9}),
        DayCounts(TODAY, "seaside", {"l:qq:reported": 50}),
    ]
    made = make_statistics(rows, [make_city()], TODAY)
    assert [one["code"] for one in made["days"]] == ["2026-11-19", "2026-11-20", "2026-11-21"]
    assert [one["looked_up"] for one in made["days"]] == [95, 0, 15]
    assert by_code(made["days"], "reported") == {"2026-11-21": 5}
    assert by_code(made["kinds"], "looked_up") == {"phone": 90, "qq": 65}
    assert by_code(made["cities"], "looked_up") == {"seaside": 155}
    assert by_code(made["levels"], "looked_up") == {"no_record": 95, "high_risk": 10, "reported": 50}
    assert by_code(made["why"], "answers") == {"get_back": 5}
    assert made["total"] == {"looked_up": 160, "reported": 0, "confirmed": 0}


def test_what_was_reported_and_confirmed_in_all(make_city):
    clue = ClueCounts("phone", 11, {"seaside": 7, "gone": 4}, {"refund": 9, "job": 2})
    police = Listing("police:990100", "confirmed", "refund", date(2026, 11, 20))
    rows = [
        clue,
        *[ListingFacts("phone", (police,))] * 5,
        ListingFacts("url", (Listing("bank:icbc", "confirmed"),)),
        ListingFacts("url", (Listing("security", "confirmed"), Listing("carrier", "high_risk"))),
        DayCounts(date(2026, 11, 20), "seaside", {"l:qq:reported": 5}),
    ]
    made = make_statistics(rows, [make_city()], TODAY)
    assert by_code(made["kinds"], "reported") == {"phone": 10}
    assert by_code(made["cities"], "reported") == {"seaside": 5}
    assert by_code(made["categories"], "reported") == {"refund": 5, "job": "<5"}
    assert by_code(made["kinds"], "confirmed") == {"phone": 5, "url": "<5"}
    assert by_code(made["cities"], "confirmed") == {"seaside": 5}
    assert by_code(made["days"], "confirmed") == {"2026-11-20": 5}
    assert made["total"]["confirmed"] == 5
    assert made["demo"] is False


def test_made_up_clues_mark_the_whole(make_city):
    rows = [ListingFacts("qq", (Listing("demo", "no_record"),))]
    assert make_statistics(rows, [make_city()], TODAY)["demo"] is True


def test_an_empty_table_has_no_day(make_city):
    made = make_statistics([], [make_city()], TODAY)
    assert made["days"] == []
    assert made["money_stopped"] is None


def test_money_stopped_comes_from_the_police_or_not_at_all(make_city):
    lines = ["day,city,yuan", *(f'2026-11-0{day},x,"12,000.50"' for day in range(1, 6))]
    made = make_statistics([], [make_city()], TODAY, parse_payments(lines))
    assert made["money_stopped"] == {
        "payments": 5,
        "yuan": 60_000,
        "first_day": "2026-11-01",
        "last_day": "2026-11-05",
    }
    few = make_statistics([], [make_city()], TODAY, [Payment(TODAY, 3_200_000)])
    assert few["money_stopped"]["payments"] == "<5"
    assert few["money_stopped"]["yuan"] is None


def test_every_line_that_cannot_be_read_is_told():
    with pytest.raises(ImportFileError, match="2 lines") as caught:
        parse_payments(["day,yuan", "2026-11-01,5", "1.11.2026,5", "2026-11-01,much"])
    assert [fault.where for fault in caught.value.faults] == ["3", "4"]
    with pytest.raises(ImportFileError, match="day, yuan"):
        parse_payments(["date;amount"])
