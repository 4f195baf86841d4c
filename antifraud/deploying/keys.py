"""The keys of a deployment, made once and kept in SSM as secure strings; never printed, never overwritten.

`hash-key` and `seal-key` go into the environment of each function. `open-key`, the private half that opens
what was sealed, goes nowhere: no function may read it, and deploying only to make the public half again.
"""

import base64
import secrets

from botocore.exceptions import ClientError
from nacl.public import PrivateKey

from antifraud.deploying.cloud import Cloud, cloud_errors, code_of

VARIABLES = {"ANTIFRAUD_HASH_KEY": "hash-key", "ANTIFRAUD_SEAL_KEY": "seal-key"}


def ensure_keys(cloud: Cloud) -> dict[str, str]:
    """Return the variables with the keys, making those that are not there yet."""
    return {
        "ANTIFRAUD_HASH_KEY": _read(cloud, "hash-key") or _keep(cloud, "hash-key", secrets.token_bytes(32)),
        "ANTIFRAUD_SEAL_KEY": _read(cloud, "seal-key") or _make_pair(cloud),
    }


def key_path(cloud: Cloud, name: str) -> str:
    """Return the name of a key's parameter."""
    return f"/{cloud.environment.project}/{name}"


def _make_pair(cloud: Cloud) -> str:
    """Keep the private half first, so that nothing is ever sealed for a half that is lost."""
    private = _read(cloud, "open-key") or _keep(cloud, "open-key", bytes(PrivateKey.generate()))
    return _keep(cloud, "seal-key", bytes(PrivateKey(base64.b64decode(private)).public_key))


def _read(cloud: Cloud, name: str) -> str | None:
    with cloud_errors():
        try:
            found = cloud.client("ssm").get_parameter(Name=key_path(cloud, name), WithDecryption=True)
        except ClientError as error:
            if code_of(error) == "ParameterNotFound":
                return None
            raise
    return str(found["Parameter"]["Value"])


def _keep(cloud: Cloud, name: str, key: bytes) -> str:
    """Store a key; when another deployment was quicker, return the one that is there."""
    text = base64.b64encode(key).decode()
    with cloud_errors():
        try:
            cloud.client("ssm").put_parameter(Name=key_path(cloud, name), Value=text, Type="SecureString")
        except ClientError as error:
            if code_of(error) != "ParameterAlreadyExists":
                raise
            return _read(cloud, name) or text
    return text
