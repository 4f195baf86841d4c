"""What keeps machines from writing, walking and guessing, through the whole app on the real table."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import altcha
import jsonschema
import pytest

from antifraud.assembly import open_database
from antifraud.limits import LIMITS
from functions.app import create_app
from functions.joined import make_gate
from functions.openapi import describe

MOBILE = "13812345678"
NOBODYS = "2222-2222-2222-2222"


def hold(body, name):
    jsonschema.validate(body, {**describe(), "$ref": f"#/components/schemas/{name}"})


def at(address):
    return {"REMOTE_ADDR": address}


def challenge(client, action="report", city="seaside", address="127.0.0.1"):
    return client.get(f"/v1/{city}/challenge?for={action}", environ_overrides=at(address))


def solved(answer):
    given = altcha.Challenge.from_dict(answer.json)
    solution = altcha.solve_challenge(given)
    return altcha.Payload(given, solution).to_base64(), solution.counter


def prove(client, **more):
    return solved(challenge(client, **more))[0]


def report(client, city="seaside", address="127.0.0.1", **more):
    form = {"text": MOBILE, "category": "refund", **more}
    return client.post(f"/v1/{city}/reports", data=form, environ_overrides=at(address))


def code(answer):
    return answer.status_code, answer.json.get("code")


@pytest.fixture
def later(parts):
    """An app on the same table whose clock is ahead by so much."""

    def ahead(**by):
        return create_app(replace(parts, now=lambda: parts.now() + timedelta(**by))).test_client()

    return ahead


@pytest.fixture
def broken(parts, settings, aws):
    """An app whose counter is on a database that does not answer."""
    nowhere = open_database(settings, {**aws, "AWS_ENDPOINT_URL_DYNAMODB": "http://127.0.0.1:9"})
    gate = make_gate(settings, nowhere.counter, parts.opened)
    return create_app(replace(parts, counter=nowhere.counter, gate=gate)).test_client()


def test_a_challenge(client):
    answer = challenge(client)
    assert answer.status_code == 200
    hold(answer.json, "ChallengeAnswer")
    assert answer.headers["Cache-Control"] == "no-store"
    assert 50 <= solved(answer)[1] < 150
    assert challenge(client, "mark").status_code == challenge(client, "appeal").status_code == 200


@pytest.mark.parametrize(("action", "fault"), [("", "required"), ("lookup", "not_a_choice")])
def test_a_challenge_for_nothing_we_know(client, action, fault):
    answer = challenge(client, action)
    assert code(answer) == (422, "invalid_fields")
    assert answer.json["fields"] == [{"field": "for", "code": fault}]


def test_a_report_with_its_proof_and_the_same_proof_again(client):
    proof = prove(client)
    assert report(client, proof=proof).status_code == 201
    assert code(report(client, proof=proof)) == (403, "proof_used")
    assert code(report(client, proof=proof, text="13912345678")) == (403, "proof_used")


def test_the_same_proof_many_times_at_once(app):
    proof = prove(app.test_client())
    with ThreadPoolExecutor(8) as pool:
        answers = pool.map(lambda _: code(report(app.test_client(), proof=proof)), range(8))
    assert Counter(answers) == {(201, None): 1, (403, "proof_used"): 7}


def test_a_proof_for_something_else(client):
    for other in ({"action": "mark"}, {"action": "appeal"}, {"city": "uphill"}, {"address": "203.0.113.5"}):
        assert code(report(client, proof=prove(client, **other))) == (403, "proof_invalid")
    for made_up in ("x", "e30="):
        assert code(report(client, proof=made_up)) == (403, "proof_invalid")
    assert code(report(client, proof="x" * 5000)) == (422, "invalid_fields")


def test_an_old_proof(client, later):
    proof = prove(client)
    assert code(report(later(minutes=6), proof=proof)) == (403, "proof_expired")
    assert report(later(minutes=5), proof=proof).status_code == 201


def test_a_form_without_a_proof_is_taken_but_not_often(client, parts):
    for number in range(parts.settings.reports_without_proof_per_hour):
        assert report(client, text=f"138123450{number:02}").status_code == 201
    refused = report(client)
    assert code(refused) == (429, "too_many_requests")
    assert 0 < int(refused.headers["Retry-After"]) <= 3600
    assert report(client, proof=prove(client)).status_code == 201
    assert report(client, address="203.0.113.5").status_code == 201


def test_whoever_asks_for_many_challenges_works_more(client):
    for _ in range(2 * LIMITS.work_step_network):
        challenge(client)
    assert solved(challenge(client))[1] >= 3 * LIMITS.work_least
    assert solved(challenge(client, address="203.0.113.5"))[1] <= LIMITS.work_most


def test_the_fourth_report_of_a_clue_from_one_network_is_held(client, fold):
    def status(number, **more):
        return report(client, device=f"{number:016}", **more).json["status"]

    assert [status(number) for number in range(4)] == ["received"] * 3 + ["under_review"]
    assert status(5, text="13912345678") == "received"
    assert status(6, address="203.0.113.5") == "received"
    fold()
    (clue,) = client.post("/v1/seaside/lookup", json={"text": MOBILE}).json["clues"]
    assert clue["verdict"]["reports"] == 4


def test_a_counter_that_is_down_lets_reports_through_and_is_counted(broken, caplog):
    proof = prove(broken)
    assert report(broken, proof=proof).status_code == 201
    assert report(broken, text="13912345678").status_code == 201
    assert code(report(broken, proof="x")) == (403, "proof_invalid")
    assert broken.get(f"/v1/seaside/reports/{NOBODYS}").status_code == 404
    status = broken.get("/_status").json
    hold(status, "StatusAnswer")
    assert status["guards_open"] == {"write": 2, "receipt": 1}
    lines = [record.getMessage().split(" ", 1)[1] for record in caplog.records if "guard_open" in record.msg]
    assert lines == ["guard_open write", "guard_open write", "guard_open receipt"]


def test_nothing_was_open(client):
    assert client.get("/_status").json["guards_open"] == {}


def look_up(client, count, address="127.0.0.1"):
    clues = [{"kind": "qq", "value": str(123450 + number)} for number in range(count)]
    return client.post("/v1/seaside/lookup", json={"clues": clues}, environ_overrides=at(address))


def test_a_list_costs_as_much_as_its_clues_asked_one_by_one(client, later, parts):
    most = parts.settings.lookups_per_minute
    for _ in range(most // 20):
        assert look_up(client, 20).status_code == 200
    refused = look_up(client, 1)
    assert code(refused) == (429, "too_many_requests")
    assert 0 < int(refused.headers["Retry-After"]) <= 60
    assert look_up(client, 20, "203.0.113.5").status_code == 200


def test_the_next_minute_is_a_new_one(parts):
    clock = [parts.now()]
    client = create_app(replace(parts, now=lambda: clock[0])).test_client()
    while look_up(client, 20).status_code == 200:
        pass
    clock[0] += timedelta(minutes=1)
    assert look_up(client, 20).status_code == 200


def test_a_message_costs_its_clues_and_a_single_clue_one(client, parts):
    message = "、".join(f"QQ：{123450 + number}" for number in range(20))
    for _ in range(parts.settings.lookups_per_minute // 20 - 1):
        assert client.post("/v1/seaside/lookup", data={"text": message}).status_code == 200
    for _ in range(20):
        assert client.post("/v1/seaside/lookup", data={"value": "123456789"}).status_code == 200
    assert code(client.post("/v1/seaside/lookup", data={"value": "123456789"}))[0] == 429


def test_receipts_cannot_be_guessed(client, parts):
    mine = report(client).json["receipt"]
    follow = "/v1/seaside/reports/"
    for _ in range(LIMITS.receipts_missed):
        assert client.get(follow + mine).status_code == 200
        assert code(client.get(follow + NOBODYS)) == (404, "unknown_receipt")
    for receipt in (NOBODYS, mine):
        refused = client.get(follow + receipt)
        assert code(refused) == (429, "too_many_requests")
        assert 0 < int(refused.headers["Retry-After"]) <= 3600
    assert client.get(follow + mine, environ_overrides=at("203.0.113.5")).status_code == 200

    another_container = create_app(parts).test_client()
    assert another_container.get(follow + NOBODYS).status_code == 404
    assert another_container.get(follow + mine).status_code == 429


def test_the_next_hour_is_a_new_one(parts):
    clock = [parts.now()]
    client = create_app(replace(parts, now=lambda: clock[0])).test_client()
    while client.get(f"/v1/seaside/reports/{NOBODYS}").status_code == 404:
        pass
    clock[0] += timedelta(hours=1)
    assert client.get(f"/v1/seaside/reports/{NOBODYS}").status_code == 404


def test_errors_of_proofs_have_their_sentences(client, parts):
    for lang in parts.messages:
        for one in ("proof_invalid", "proof_expired", "proof_used"):
            assert parts.messages[lang]["errors"][one]
    page = client.post(
        "/v1/seaside/reports",
        data={"text": MOBILE, "category": "refund", "proof": "x"},
        headers={"Accept": "text/html"},
    )
    assert page.status_code == 403
    assert "请再试一次" in page.text
