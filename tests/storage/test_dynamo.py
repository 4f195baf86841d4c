"""Our client: signs as botocore does, kept connections, errors translated, retries, what an answer lacks."""

import http.server
import json
import ssl
import threading
from datetime import UTC, datetime

import pytest
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials as BotoCredentials
from hypothesis import given
from hypothesis import strategies as st

from antifraud.errors import StoreBusyError, StoreRefusedError, StoreUnavailableError
from antifraud.storage.dynamo import (
    ATTEMPTS,
    Address,
    ConditionFailed,
    Dynamo,
    parse_address,
    parse_credentials,
)
from antifraud.storage.signing import Call, Credentials, Scope, signed_headers
from antifraud.storage.wire import Origin
from tests.certificates import make_certificate

NOW = datetime(2026, 11, 21, 13, 0, 5, tzinfo=UTC)


@given(
    st.binary(max_size=200),
    st.sampled_from(["cn-north-1", "us-east-1"]),
    st.sampled_from(["dynamodb", "sns", "ses"]),
    st.none() | st.just("token"),
)
def test_signatures_are_those_of_botocore(body, region, service, token):
    headers = {
        "host": "dynamodb.example.com:8000",
        "content-type": "application/x-amz-json-1.0",
        "x-amz-target": "DynamoDB_20120810.GetItem",
    }
    scope = Scope(region, service)
    call = Call("POST", "/", headers, body)
    ours = signed_headers(Credentials("AKID", "secret", token), scope, call, NOW)
    request = AWSRequest("POST", "http://dynamodb.example.com:8000/", headers=headers, data=body)
    signer = SigV4Auth(BotoCredentials("AKID", "secret", token), service, region)
    request.context["timestamp"] = "20261121T130005Z"
    request.headers["X-Amz-Date"] = "20261121T130005Z"
    if token:
        request.headers["X-Amz-Security-Token"] = token
    canonical = signer.canonical_request(request)
    signature = signer.signature(signer.string_to_sign(request, canonical), request)
    assert ours["authorization"].endswith(f"Signature={signature}")
    assert f"SignedHeaders={signer.signed_headers(signer.headers_to_sign(request))}" in ours["authorization"]


@pytest.mark.parametrize(
    ("environ", "address"),
    [
        (
            {"AWS_REGION": "cn-north-1"},
            Address(Origin(True, "dynamodb.cn-north-1.amazonaws.com.cn", 443), "cn-north-1"),
        ),
        (
            {"AWS_REGION": "eu-west-1"},
            Address(Origin(True, "dynamodb.eu-west-1.amazonaws.com", 443), "eu-west-1"),
        ),
        (
            {"AWS_DEFAULT_REGION": "cn-north-1", "AWS_ENDPOINT_URL_DYNAMODB": "http://127.0.0.1:8001"},
            Address(Origin(False, "127.0.0.1", 8001), "cn-north-1"),
        ),
    ],
)
def test_addresses(environ, address):
    assert parse_address(environ) == address


def test_credentials_are_not_shown_with_a_client():
    secret = parse_credentials({"AWS_ACCESS_KEY_ID": "AKID", "AWS_SECRET_ACCESS_KEY": "the-secret"})
    assert "the-secret" not in repr(secret)


@pytest.fixture
def server():
    """A database that answers as told, one answer per request; the last one for ever."""

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self):
            self.asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
            if answer is None:
                self.close_connection = True
                self.connection.close()
                return
            status, body = answer
            raw = body if isinstance(body, bytes) else json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(raw)))
            self.end_headers()
            self.wfile.write(raw)

        def log_message(self, *_):
            pass

    Handler.answers, Handler.asked = [], []
    running = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=running.serve_forever, daemon=True).start()
    running.handler = Handler
    yield running
    running.shutdown()
    running.server_close()


@pytest.fixture
def waits():
    return []


@pytest.fixture
def dynamo(server, waits):
    address = Address(Origin(False, "127.0.0.1", server.server_port), "cn-north-1")
    return Dynamo(address, Credentials("AKID", "secret"), lambda: NOW, waits.append)


def refusal(code, **more):
    return {
        "__type": f"com.amazonaws.dynamodb.v20120810#{code}",
        "message": "secret key +8613812345678",
        **more,
    }


@pytest.mark.parametrize(
    ("status", "code", "ours", "asked"),
    [
        (400, "ProvisionedThroughputExceededException", StoreBusyError, ATTEMPTS),
        (400, "ThrottlingException", StoreBusyError, ATTEMPTS),
        (400, "TransactionConflictException", StoreBusyError, ATTEMPTS),
        (500, "InternalServerError", StoreUnavailableError, ATTEMPTS),
        (503, "ServiceUnavailable", StoreUnavailableError, ATTEMPTS),
        (400, "AccessDeniedException", StoreRefusedError, 1),
        (400, "ResourceNotFoundException", StoreRefusedError, 1),
        (400, "ValidationException", StoreRefusedError, 1),
        (400, "ConditionalCheckFailedException", ConditionFailed, 1),
    ],
)
def test_each_refusal_becomes_ours_without_its_message(dynamo, server, waits, status, code, ours, asked):
    server.handler.answers = [(status, refusal(code))]
    with pytest.raises(ours) as error:
        dynamo.get_item(TableName="t", Key={})
    assert "138" not in str(error.value)
    assert len(server.handler.asked) == asked
    assert waits == list(range(asked - 1))


def test_what_was_there_comes_with_a_failed_condition(dynamo, server):
    server.handler.answers = [(400, refusal("ConditionalCheckFailedException", Item={"pk": {"S": "1"}}))]
    with pytest.raises(ConditionFailed) as failed:
        dynamo.put_item(TableName="t", Item={})
    assert failed.value.item == {"pk": {"S": "1"}}


@pytest.mark.parametrize(
    ("codes", "ours", "places", "asked"),
    [
        (["None", "ConditionalCheckFailed", "None"], ConditionFailed, {1}, 1),
        (["ConditionalCheckFailed", "TransactionConflict"], ConditionFailed, {0}, 1),
        (["None", "TransactionConflict"], StoreBusyError, None, ATTEMPTS),
        (["ThrottlingError"], StoreBusyError, None, ATTEMPTS),
        (["ValidationError"], StoreRefusedError, None, 1),
    ],
)
def test_a_cancelled_transaction_says_why(dynamo, server, codes, ours, places, asked):
    reasons = [{"Code": code, "Message": "secret key"} for code in codes]
    server.handler.answers = [(400, refusal("TransactionCanceledException", CancellationReasons=reasons))]
    with pytest.raises(ours) as error:
        dynamo.transact_write_items([{"Put": {"TableName": "t", "Item": {}}}])
    assert "secret" not in str(error.value)
    assert places is None or error.value.places == places
    assert len(server.handler.asked) == asked
    assert len({one["ClientRequestToken"] for one in server.handler.asked}) == 1


@pytest.mark.parametrize("broken", [None, (200, b"<html>"), (500, b""), (429, b"[]")])
def test_a_fault_that_passes_is_not_seen(dynamo, server, broken):
    server.handler.answers = [broken, (200, {"Item": {"pk": {"S": "1"}}})]
    assert dynamo.get_item(TableName="t", Key={}) == {"Item": {"pk": {"S": "1"}}}


def test_through_tls_a_connection_is_kept_and_a_stranger_is_not_believed(
    server, waits, tmp_path, monkeypatch
):
    certificate = make_certificate(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    server.handle_error = lambda *_: None
    server.handler.answers = [(200, {"Item": {"pk": {"S": "1"}}})]
    address = Address(Origin(True, "127.0.0.1", server.server_port), "cn-north-1")
    stranger = Dynamo(address, Credentials("AKID", "secret"), lambda: NOW, waits.append)
    with pytest.raises(StoreUnavailableError):
        stranger.get_item(TableName="t", Key={})
    assert server.handler.asked == []
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    known = Dynamo(address, Credentials("AKID", "secret"), lambda: NOW, waits.append)
    for _ in range(2):
        assert known.get_item(TableName="t", Key={})["Item"] == {"pk": {"S": "1"}}
    assert len(server.handler.asked) == 2


def test_nobody_there(waits):
    address = Address(Origin(False, "127.0.0.1", 9), "cn-north-1")
    dynamo = Dynamo(address, Credentials("AKID", "secret"), lambda: NOW, waits.append)
    with pytest.raises(StoreUnavailableError):
        dynamo.get_item(TableName="t", Key={})
    assert len(waits) == ATTEMPTS - 1


def test_a_scan_reads_all_pages(dynamo, server):
    server.handler.answers = [
        (200, {"Items": [1, 2], "LastEvaluatedKey": {"pk": {"S": "2"}}}),
        (200, {"Items": [], "LastEvaluatedKey": {"pk": {"S": "3"}}}),
        (200, {"Items": [3]}),
    ]
    assert list(dynamo.scan(TableName="t")) == [1, 2, 3]
    assert server.handler.asked[1]["ExclusiveStartKey"] == {"pk": {"S": "2"}}


def test_bytes_and_text_come_back_as_they_were(database, settings):
    item = {"pk": {"S": "骗"}, "sk": {"S": "\u0000\U0001f600"}, "b": {"B": bytes(range(256))}}
    database.known.client.put_item(TableName=settings.table, Item=item)
    key = {"pk": item["pk"], "sk": item["sk"]}
    found = database.known.client.get_item(TableName=settings.table, Key=key)["Item"]
    assert found["sk"] == item["sk"]
    assert found["b"]["B"].startswith("AAECAw")
