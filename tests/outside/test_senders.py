"""Codes to a file, to SNS and SES as AWS takes them; what cannot be sent is an error and tells nothing."""

import json
import threading
from datetime import UTC, datetime

import boto3
import pytest
from moto.core import DEFAULT_ACCOUNT_ID
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from moto.ses.models import ses_backends
from moto.sns.models import sns_backends
from werkzeug.serving import make_server

from antifraud.appeal_ports import Wording
from antifraud.assembly import make_sender
from antifraud.errors import SendError
from antifraud.outside.senders import AwsSender, NoSender, Outbox, aws_endpoints
from antifraud.settings import parse_settings
from antifraud.storage.signing import Credentials
from antifraud.storage.wire import Origin, parse_origin

REGION = "eu-west-1"
WORDING = Wording("您的验证码", "【反诈骗查询】123456 & more")


@pytest.fixture(scope="module")
def emulated():
    server = make_server("127.0.0.1", 0, DomainDispatcherApplication(create_backend_app), threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.fixture
def aws_sender(emulated):
    def made(mail_from="no-reply@antifraud.test"):
        endpoints = dict.fromkeys(("sns", "ses"), parse_origin(f"http://{emulated}"))
        credentials = Credentials("AKID", "secret", "token")
        return AwsSender(credentials, REGION, endpoints, mail_from, lambda: datetime.now(UTC))

    return made


def test_the_outbox_is_a_file_of_lines(tmp_path):
    outbox = Outbox(tmp_path / "deep" / "outbox.jsonl")
    outbox.send("sms", "+8613812345678", WORDING)
    outbox.send("mail", "a@b.cn", WORDING)
    lines = [json.loads(line) for line in outbox.path.read_text("utf-8").splitlines()]
    assert [(one["way"], one["to"], one["text"]) for one in lines] == [
        ("sms", "+8613812345678", WORDING.text),
        ("mail", "a@b.cn", WORDING.text),
    ]
    with pytest.raises(SendError):
        Outbox(tmp_path).send("sms", "+8613812345678", WORDING)


def test_sns_takes_the_text(aws_sender):
    aws_sender().send("sms", "+8613812345678", WORDING)
    sent = sns_backends[DEFAULT_ACCOUNT_ID][REGION].sms_messages
    assert ("+8613812345678", WORDING.text) in sent.values()


def test_ses_takes_the_mail_of_an_address_it_knows(aws_sender, emulated):
    with pytest.raises(SendError) as error:
        aws_sender().send("mail", "owner@shop.test", WORDING)
    assert "owner" not in str(error.value)
    client = boto3.client(
        "ses",
        region_name=REGION,
        endpoint_url=f"http://{emulated}",
        aws_access_key_id="AKID",
        aws_secret_access_key="secret",
    )
    client.verify_email_identity(EmailAddress="no-reply@antifraud.test")
    aws_sender().send("mail", "owner@shop.test", WORDING)
    (message,) = ses_backends[DEFAULT_ACCOUNT_ID][REGION].sent_messages
    assert message.source == "no-reply@antifraud.test"
    assert message.destinations["ToAddresses"] == ["owner@shop.test"]
    assert (message.subject, message.body) == (WORDING.subject, WORDING.text)


def test_without_an_address_to_send_from_there_is_no_mail(aws_sender):
    assert aws_sender("").ways == {"sms"}
    with pytest.raises(SendError):
        aws_sender("").send("mail", "owner@shop.test", WORDING)


def test_nobody_there():
    endpoints = {"sns": Origin(False, "127.0.0.1", 9)}
    sender = AwsSender(Credentials("AKID", "secret"), REGION, endpoints, "", lambda: datetime.now(UTC))
    with pytest.raises(SendError):
        sender.send("sms", "+8613812345678", WORDING)
    assert "secret" not in repr(sender)


def test_settings_choose_the_sender(aws, tmp_path):
    def made(**more):
        environ = {**aws, **more}
        return make_sender(parse_settings(environ), environ)

    assert made() == NoSender()
    file = str(tmp_path / "o.jsonl")
    assert made(ANTIFRAUD_SENDER="outbox", ANTIFRAUD_OUTBOX=file) == Outbox(tmp_path / "o.jsonl")
    sender = made(ANTIFRAUD_SENDER="aws", ANTIFRAUD_MAIL_FROM="a@b.cn", AWS_ENDPOINT_URL_SNS="http://h:1")
    assert sender.ways == {"sms", "mail"}
    assert sender.endpoints["sns"] == Origin(False, "h", 1)
    assert sender.endpoints["ses"] == Origin(True, "email.cn-north-1.amazonaws.com.cn", 443)
    assert aws_endpoints("eu-west-1")["sns"].host == "sns.eu-west-1.amazonaws.com"
    with pytest.raises(SendError):
        made().send("sms", "+8613812345678", WORDING)
