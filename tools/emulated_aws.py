"""AWS emulated for the deploy command: Moto's own server with a small wrapper around it, never around Zappa.

The wrapper answers two addresses as AWS does and Moto does not, stands in for the kinds of resource that
Moto's CloudFormation does not know, and hands `Invoke` to whoever runs packages.
"""

import json
import threading
import urllib.request
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from moto.awslambda_simple.models import lambda_simple_backends
from moto.cloudformation import parsing
from moto.core.common_models import CloudFormationModel
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import WSGIRequestHandler, make_server

ACCOUNT = "123456789012"

STAND_INS = (
    *("Api", "ApiMapping", "DomainName", "Integration", "Route", "Stage"),
    *("CachePolicy", "CloudFrontOriginAccessIdentity", "Distribution", "ResponseHeadersPolicy"),
    *("Alarm", "BucketPolicy", "Subscription"),
)
"""The last words of the kinds of resource that Moto's CloudFormation does not make."""

Start = Callable[[str, list[tuple[str, str]]], Any]


class _StandIn(CloudFormationModel):
    """A resource that is remembered and does nothing."""

    kind = ""

    def __init__(self, name: str, properties: dict[str, Any]) -> None:
        self.name, self.properties = name, properties

    @classmethod
    def cloudformation_type(cls) -> str:
        return cls.kind

    @staticmethod
    def cloudformation_name_type() -> str:
        return ""

    @classmethod
    def has_cfn_attr(cls, attr: str) -> bool:
        return bool(attr)

    @property
    def physical_resource_id(self) -> str:
        return self.name

    def get_cfn_attribute(self, name: str) -> str:
        return f"{name.lower()}.{self.name}"

    @classmethod
    def create_from_cloudformation_json(
        cls, resource_name: str, cloudformation_json: dict[str, Any], *_: object, **__: object
    ) -> "_StandIn":
        return cls(resource_name, cloudformation_json.get("Properties", {}))

    @classmethod
    def update_from_cloudformation_json(  # type: ignore[override]
        cls, original_resource: "_StandIn", cloudformation_json: dict[str, Any], **_: object
    ) -> "_StandIn":
        return cls(original_resource.name, cloudformation_json.get("Properties", {}))

    @classmethod
    def delete_from_cloudformation_json(cls, *_: object, **__: object) -> None:
        return None


class EmulatedAws:
    """What Zappa and the deploy command speak to; `invoke(function, event)` runs a function of Moto's."""

    def __init__(self, region: str, invoke: Callable[[Any, Any], dict[str, Any]]) -> None:
        """Serve on a free port of 127.0.0.1."""
        self.region, self.invoke = region, invoke
        self.moto = DomainDispatcherApplication(create_backend_app)
        self.server = make_server("127.0.0.1", 0, self, threaded=True, request_handler=_Silent)
        self.endpoint = f"http://127.0.0.1:{self.server.server_port}"
        self.calls: list[str] = []
        self.refuse: Callable[[dict[str, Any]], tuple[str, str] | None] = lambda _environ: None

    def __call__(self, environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        """Answer one request."""
        parts = environ["PATH_INFO"].strip("/").split("/")
        if refused := self.refuse(environ):
            return _refused(environ, start, *refused)
        if parts[0] == "code":
            start("200 OK", [("Content-Type", "application/zip")])
            return [self.function(parts[1], parts[2]).code_bytes]
        if parts[1:2] == ["functions"] and len(parts) > 2:
            return self._function(parts, environ, start)
        answer: Iterable[bytes] = self.moto(environ, start)
        return answer

    def function(self, name: str, version: str = "") -> Any:  # noqa: ANN401 - Moto's own
        """Return Moto's record of a function, or of one of its versions."""
        return lambda_simple_backends[ACCOUNT][self.region].get_function(
            f"{name}:{version}" if version else name
        )

    def reset(self) -> None:
        """Make the account empty."""
        self.refuse = lambda _environ: None
        for path, body in (
            ("reset", b""),
            ("config", json.dumps({"lambda": {"use_docker": False}}).encode()),
        ):
            urllib.request.urlopen(f"{self.endpoint}/moto-api/{path}", body).close()  # noqa: S310 - ours

    def _function(self, parts: list[str], environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        if parts[-1] == "urls":
            return _json(start, {"FunctionUrlConfigs": []})
        if parts[-1] == "invocations":
            event = json.loads(environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"])))
            told = self.invoke(self.function(parts[2]), event)
            return (
                _json(start, told["error"], failed=True) if "error" in told else _json(start, told["answer"])
            )
        if parts[2].startswith("function:") and len(parts) == 3:
            _, name, number = parts[2].split(":")
            return _json(start, {"Code": {"Location": f"{self.endpoint}/code/{name}/{number}"}})
        answer: Iterable[bytes] = self.moto(environ, start)
        return answer


class _Silent(WSGIRequestHandler):
    def log(self, type: str, message: str, *args: object) -> None:  # noqa: A002 - werkzeug's name
        """Say nothing of each request."""


@contextmanager
def running_aws(region: str, invoke: Callable[[Any, Any], dict[str, Any]]) -> Iterator[EmulatedAws]:
    """Run an emulated AWS with an empty account."""
    aws = EmulatedAws(region, invoke)
    threading.Thread(target=aws.server.serve_forever, daemon=True).start()
    aws.reset()
    _add_stand_ins()
    try:
        yield aws
    finally:
        aws.server.shutdown()


def _add_stand_ins() -> None:
    known = parsing.get_model_map()
    for service in ("ApiGatewayV2", "CloudFront", "CloudWatch", "S3", "SNS"):
        for word in STAND_INS:
            kind = f"AWS::{service}::{word}"
            known.setdefault(kind, type(word, (_StandIn,), {"kind": kind}))


def _json(start: Start, body: object, *, failed: bool = False) -> list[bytes]:
    more = [("X-Amz-Function-Error", "Unhandled")] if failed else []
    start("200 OK", [("Content-Type", "application/json"), *more])
    return [json.dumps(body).encode()]


def _refused(environ: dict[str, Any], start: Start, code: str, message: str) -> list[bytes]:
    """Refuse in the form of the service that was asked: JSON, or XML for the oldest ones."""
    start("403 Forbidden", [("x-amzn-errortype", code)])
    if "HTTP_X_AMZ_TARGET" in environ or environ["PATH_INFO"].startswith("/20"):
        return [json.dumps({"__type": code, "message": message}).encode()]
    fault = f"<Error><Code>{code}</Code><Message>{message}</Message></Error>"
    return [f"<ErrorResponse>{fault}</ErrorResponse>".encode()]
