"""Look-ups of clues that were recognised in the browser, so that the message stayed there."""

import pytest

PHONE, LINK = ("phone", "+8613812345678"), ("url", "http://a.test-shop.top/x")


def ask(client, *clues, city="seaside"):
    return client.post(
        f"/v1/{city}/lookup", json={"clues": [{"kind": kind, "value": value} for kind, value in clues]}
    )


def kinds_and_values(answer):
    return [(clue["kind"], clue["value"]) for clue in answer.json["clues"]]


def test_each_clue_of_a_list_gets_its_verdict(client):
    answer = ask(client, PHONE, LINK)
    assert (answer.status_code, answer.json["overall"]) == (200, "no_record")
    assert kinds_and_values(answer) == [PHONE, LINK]


def test_a_form_says_the_same_as_json(client):
    form = client.post("/v1/seaside/lookup", data={"clues": [":".join(PHONE), ":".join(LINK)]})
    assert kinds_and_values(form) == [PHONE, LINK]


def test_a_value_without_a_kind_is_looked_up_as_all_it_can_be(client, fold):
    client.post(
        "/v1/seaside/reports",
        json={"clues": [{"kind": "qq", "value": "12345678"}], "category": "refund", "device": "d" * 16},
    )
    fold()
    answer = client.post("/v1/seaside/lookup", data={"clues": ":12345678"})
    assert ("qq", "12345678") in kinds_and_values(answer)
    assert answer.json["overall"] == "reported"


def test_nothing_known_of_any_reading_shows_the_likeliest(client):
    answer = client.post("/v1/seaside/lookup", data={"clues": ":13812345678"})
    assert kinds_and_values(answer) == [PHONE]


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ({"clues": []}, ("clues", "too_many")),
        ({"clues": [{"kind": "qq", "value": "1"}] * 21}, ("clues", "too_many")),
        ({"clues": [{"value": f"{number}"} for number in range(12345678, 12345698)]}, ("clues", "too_many")),
        ({"clues": [{"kind": "qq", "value": "?"}]}, ("clues.0.value", "not_a_clue")),
        ({"clues": [{"kind": "fax", "value": "1"}]}, ("clues.0.kind", "not_a_choice")),
        ({"clues": [{"kind": "qq"}]}, ("clues.0.value", "required")),
        ({"clues": [{"value": "12345"}], "text": "12345"}, ("clues", "one_of_two")),
    ],
)
def test_a_faulty_list_is_refused(client, body, fault):
    answer = client.post("/v1/seaside/lookup", json=body)
    assert answer.status_code == 422
    assert fault in [(one["field"], one["code"]) for one in answer.json["fields"]]


def test_the_page_shows_what_was_asked(client):
    page = client.post(
        "/v1/seaside/lookup", data={"clues": ":13812345678"}, headers={"Accept": "text/html,*/*;q=0.8"}
    )
    assert ">13812345678</textarea>" in page.get_data(as_text=True)
