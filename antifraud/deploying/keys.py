"""The keys of a deployment, kept in SSM as secure strings; never printed, replaced only by a rotation.

`hash-key` and `seal-key` go into the environment of each function, and while keys are rotated
`hash-key-before`. `open-key`, the private half that opens what was sealed, and `open-key-before` go nowhere:
no function may read them, and deploying only to make the public half again.
"""

import base64
import secrets

from botocore.exceptions import ClientError
from nacl.public import PrivateKey

from antifraud.deploying.cloud import Cloud, cloud_errors, code_of
from antifraud.errors import DeployError

_NAMES = ("hash-key", "hash-key-before", "seal-key", "open-key", "open-key-before")
_BEFORE = ("hash-key-before", "open-key-before")


def ensure_keys(cloud: Cloud) -> dict[str, str]:
    """Return the variables with the keys, making those that are not there yet."""
    hash_key = _read(cloud, "hash-key") or _keep(cloud, "hash-key", _written(secrets.token_bytes(32)))
    before = _read(cloud, "hash-key-before")
    return {
        "ANTIFRAUD_HASH_KEY": hash_key,
        # Equal in the middle of a rotation that was interrupted.
        **({"ANTIFRAUD_HASH_KEY_BEFORE": before} if before and before != hash_key else {}),
        "ANTIFRAUD_SEAL_KEY": _read(cloud, "seal-key") or _make_pair(cloud),
    }


def rotate_keys(cloud: Cloud) -> None:
    """Make new keys and keep the old ones beside them; interrupted anywhere, the next call finishes it.

    Raises DeployError where nothing is deployed, and while the keys before are not retired.
    """
    found = {name: _read(cloud, name) for name in _NAMES}
    if not (found["hash-key"] and found["open-key"] and found["seal-key"]):
        raise DeployError("there are no keys yet: the first deployment makes them")
    sealed_anew = found["open-key-before"] not in {None, found["open-key"]}
    hashed_anew = found["hash-key-before"] not in {None, found["hash-key"]}
    if sealed_anew and hashed_anew and found["seal-key"] == _public_half(str(found["open-key"])):
        raise DeployError("the keys before are still accepted: retire them first (keys retire)")
    _rotate_pair(cloud, str(found["open-key"]), done=sealed_anew)
    if not hashed_anew:
        _rotate_hash_key(cloud, str(found["hash-key"]))


def retire_keys(cloud: Cloud) -> bool:
    """Forget the keys before the last rotation, for ever; tells whether there were any."""
    there = [name for name in _BEFORE if _read(cloud, name)]
    for name in there:
        with cloud_errors():
            cloud.client("ssm").delete_parameter(Name=key_path(cloud, name))
    return bool(there)


def key_dates(cloud: Cloud) -> dict[str, str]:
    """Return the day each key was written, `""` for one that is not there; never the key."""
    return {name: _written_on(cloud, name) for name in _NAMES}


def key_path(cloud: Cloud, name: str) -> str:
    """Return the name of a key's parameter."""
    return f"/{cloud.environment.project}/{name}"


def _rotate_pair(cloud: Cloud, private: str, *, done: bool) -> None:
    """Keep the private half that opens what was sealed so far, then replace it, then its public half."""
    if not done:
        _keep(cloud, "open-key-before", private)
        private = _replace(cloud, "open-key", _written(bytes(PrivateKey.generate())))
    _replace(cloud, "seal-key", _public_half(private))


def _rotate_hash_key(cloud: Cloud, used: str) -> None:
    """Keep the key that is used as the one before, then replace it by one of the other generation."""
    _keep(cloud, "hash-key-before", used)
    made = bytearray(secrets.token_bytes(32))
    made[0] = made[0] & 0xFE | (base64.b64decode(used)[0] & 1 ^ 1)
    _replace(cloud, "hash-key", _written(bytes(made)))


def _make_pair(cloud: Cloud) -> str:
    """Keep the private half first, so that nothing is ever sealed for a half that is lost."""
    private = _read(cloud, "open-key") or _keep(cloud, "open-key", _written(bytes(PrivateKey.generate())))
    return _keep(cloud, "seal-key", _public_half(private))


def _public_half(private: str) -> str:
    return _written(bytes(PrivateKey(base64.b64decode(private)).public_key))


def _read(cloud: Cloud, name: str) -> str | None:
    with cloud_errors():
        try:
            found = cloud.client("ssm").get_parameter(Name=key_path(cloud, name), WithDecryption=True)
        except ClientError as error:
            if code_of(error) == "ParameterNotFound":
                return None
            raise
    return str(found["Parameter"]["Value"])


def _written_on(cloud: Cloud, name: str) -> str:
    with cloud_errors():
        try:
            found = cloud.client("ssm").get_parameter(Name=key_path(cloud, name))
        except ClientError as error:
            if code_of(error) == "ParameterNotFound":
                return ""
            raise
    return str(found["Parameter"]["LastModifiedDate"].date())


def _keep(cloud: Cloud, name: str, text: str) -> str:
    """Store a key; when another deployment was quicker, return the one that is there."""
    with cloud_errors():
        try:
            cloud.client("ssm").put_parameter(Name=key_path(cloud, name), Value=text, Type="SecureString")
        except ClientError as error:
            if code_of(error) != "ParameterAlreadyExists":
                raise
            return _read(cloud, name) or text
    return text


def _replace(cloud: Cloud, name: str, text: str) -> str:
    with cloud_errors():
        cloud.client("ssm").put_parameter(
            Name=key_path(cloud, name), Value=text, Type="SecureString", Overwrite=True
        )
    return text


def _written(key: bytes) -> str:
    return base64.b64encode(key).decode()
