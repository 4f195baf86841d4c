"""Who sends codes: a file for development, AWS, or nobody. They never log a number, an address or a text."""

import json
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlencode

from antifraud.appeal_ports import Wording
from antifraud.appeals import MAIL, SMS
from antifraud.errors import SendError
from antifraud.storage.signing import Call, Credentials, Scope, signed_headers
from antifraud.storage.wire import Connection, Origin, parse_origin

_SECONDS = 5.0
_HOSTS = {"sns": "sns", "ses": "email"}
_FORM = "application/x-www-form-urlencoded; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Outbox:
    """Writes each message as a line of JSON to a file: for development and tests, never where people are."""

    path: Path
    ways: frozenset[str] = frozenset({SMS, MAIL})

    def send(self, way: str, to: str, wording: Wording) -> None:
        """Append the message; raises SendError."""
        line = {"way": way, "to": to, "subject": wording.subject, "text": wording.text}
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self.path.open("a", encoding="utf-8") as file:
                file.write(json.dumps(line, ensure_ascii=False) + "\n")
        except OSError as error:
            raise SendError(type(error).__name__) from None


@dataclass(frozen=True, slots=True)
class NoSender:
    """Sends nothing: control is then proven by letter."""

    ways: frozenset[str] = frozenset()

    def send(self, way: str, to: str, wording: Wording) -> None:  # noqa: ARG002 - the port's
        """Refuse; raises SendError."""
        raise SendError("no sender is set up")


@dataclass(frozen=True, slots=True)
class AwsSender:
    """Sends texts with SNS and, if there is an address to send from, e-mail with SES."""

    credentials: Credentials
    region: str
    endpoints: dict[str, Origin]
    mail_from: str
    clock: Callable[[], datetime]

    @property
    def ways(self) -> frozenset[str]:
        """Texts, and e-mail if there is an address to send from."""
        return frozenset({SMS, MAIL} if self.mail_from else {SMS})

    def send(self, way: str, to: str, wording: Wording) -> None:
        """Send it once; raises SendError. It is not tried again, because a code may be asked for again."""
        if way not in self.ways:
            raise SendError("no such way")
        service, fields = self._text(to, wording) if way == SMS else self._mail(to, wording)
        origin = self.endpoints[service]
        headers = {"host": origin.netloc, "content-type": _FORM}
        call = Call("POST", "/", headers, urlencode(fields).encode())
        signed = signed_headers(self.credentials, Scope(self.region, service), call, self.clock())
        try:
            with closing(Connection(origin, _SECONDS)) as connection:
                status = connection.ask(replace(call, headers=signed)).status
        except OSError as error:
            raise SendError(type(error).__name__) from None
        if status != HTTPStatus.OK:
            raise SendError(f"{service} {status}")

    def _text(self, to: str, wording: Wording) -> tuple[str, dict[str, str]]:
        kind = "MessageAttributes.entry.1"
        return "sns", {
            "Action": "Publish",
            "Version": "2010-03-31",
            "PhoneNumber": to,
            "Message": wording.text,
            f"{kind}.Name": "AWS.SNS.SMS.SMSType",
            f"{kind}.Value.DataType": "String",
            f"{kind}.Value.StringValue": "Transactional",
        }

    def _mail(self, to: str, wording: Wording) -> tuple[str, dict[str, str]]:
        return "ses", {
            "Action": "SendEmail",
            "Version": "2010-12-01",
            "Source": self.mail_from,
            "Destination.ToAddresses.member.1": to,
            "Message.Subject.Data": wording.subject,
            "Message.Subject.Charset": "UTF-8",
            "Message.Body.Text.Data": wording.text,
            "Message.Body.Text.Charset": "UTF-8",
        }


def aws_endpoints(region: str) -> dict[str, Origin]:
    """Return where SNS and SES answer in a region."""
    suffix = "amazonaws.com.cn" if region.startswith("cn-") else "amazonaws.com"
    return {service: parse_origin(f"https://{host}.{region}.{suffix}") for service, host in _HOSTS.items()}
