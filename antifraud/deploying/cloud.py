"""The account that is deployed to, and where botocore's errors become sentences with a way out."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, cast

import boto3
from botocore.config import Config
from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    HTTPClientError,
    NoCredentialsError,
    PartialCredentialsError,
    ProfileNotFound,
    SSOError,
)
from botocore.exceptions import (
    ConnectionError as NetworkError,
)
from botocore.parsers import ResponseParserError

from antifraud.deploying.environments import Environment
from antifraud.errors import DeployError

_EXPIRED = {
    *("ExpiredToken", "ExpiredTokenException", "RequestExpired", "InvalidClientTokenId", "InvalidToken"),
    *("UnrecognizedClientException", "InvalidAccessKeyId", "SignatureDoesNotMatch", "TokenRefreshRequired"),
}
_FORBIDDEN = {"AccessDenied", "AccessDeniedException", "UnauthorizedOperation", "Forbidden", "403"}
_SIGN_IN = "sign in again (aws sso login, or new access keys) and run the same command"

_CONFIG = Config(connect_timeout=10, read_timeout=60, retries={"mode": "standard", "total_max_attempts": 4})


@dataclass(frozen=True, slots=True)
class Cloud:
    """One environment and how to reach it; `wait` sleeps so many seconds, `say` tells the person."""

    environment: Environment
    session: Any
    wait: Callable[[float], None]
    say: Callable[[str], None]

    def client(self, service: str) -> Any:  # noqa: ANN401 - botocore makes its clients at run time
        """Return a client of one service in the environment's region."""
        with cloud_errors():
            return self.session.client(service, config=_CONFIG)


def open_cloud(environment: Environment, wait: Callable[[float], None], say: Callable[[str], None]) -> Cloud:
    """Return the account that the environment of this process has credentials for; raises DeployError."""
    with cloud_errors():
        session = cast("Any", boto3.Session(region_name=environment.region))
    return Cloud(environment, session, wait, say)


def account_of(cloud: Cloud) -> str:
    """Return the number of the account; raises DeployError for none, and for one in another partition."""
    with cloud_errors():
        who = cloud.client("sts").get_caller_identity()
    in_china = who["Arn"].split(":")[1] == "aws-cn"
    region = cloud.environment.region
    if in_china != cloud.environment.in_china:
        where, other = ("in China", "not") if in_china else ("not in China", "")
        raise DeployError(
            f"the credentials are of an account {where}, but {region} is {other or 'in China'}: "
            f"use other credentials, or change {cloud.environment.name}.region in deploy/environments.yaml"
        )
    return str(who["Account"])


@contextmanager
def cloud_errors() -> Iterator[None]:
    """Turn what botocore raises into DeployError: one sentence that names what and what to do."""
    try:
        yield
    except ClientError as error:
        raise DeployError(_sentence(error)) from None
    except (NoCredentialsError, PartialCredentialsError, ProfileNotFound, SSOError) as error:
        raise DeployError(f"no credentials for AWS ({error}): {_SIGN_IN}") from None
    except (NetworkError, HTTPClientError, ResponseParserError) as error:
        raise DeployError(
            f"AWS did not answer ({_short(error)}): look at the network and at the region, "
            "and run the same command"
        ) from None
    except BotoCoreError as error:
        raise DeployError(f"AWS could not be asked: {error}") from None


def _short(error: Exception) -> str:
    return " ".join(str(error).split())[:120]


def code_of(error: ClientError) -> str:
    """Return the code of an answer that is an error."""
    return str(error.response.get("Error", {}).get("Code", ""))


def _sentence(error: ClientError) -> str:
    code, what = code_of(error), error.operation_name
    told = " ".join(str(error.response.get("Error", {}).get("Message", "")).split())
    if code in _EXPIRED:
        return f"the credentials for AWS are not valid any more ({code} at {what}): {_SIGN_IN}"
    if code in _FORBIDDEN:
        return f"the right to {what} is missing ({told}): have it granted, docs/deploying.md lists the rights"
    return f"{what} was refused by AWS ({code}: {told}): put that right and run the same command"
