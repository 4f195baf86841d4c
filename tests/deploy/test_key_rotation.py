"""Rotating the keys of a deployment on emulated AWS, also after every place where it can be interrupted."""

import base64

import pytest
from nacl.public import PrivateKey

from antifraud.deploying import keys
from antifraud.deploying.keys import ensure_keys, key_dates, key_path, retire_keys, rotate_keys
from antifraud.errors import DeployError
from antifraud.settings import parse_settings

WRITES = 5
"""What a rotation writes: two old keys and three new ones."""


def stored(cloud, name):
    found = cloud.client("ssm").get_parameter(Name=key_path(cloud, name), WithDecryption=True)
    return found["Parameter"]["Value"]


def public_half(private):
    return base64.b64encode(bytes(PrivateKey(base64.b64decode(private)).public_key)).decode()


def assert_rotated(cloud, before, private):
    after = ensure_keys(cloud)
    assert after["ANTIFRAUD_HASH_KEY"] != before["ANTIFRAUD_HASH_KEY"] == after["ANTIFRAUD_HASH_KEY_BEFORE"]
    assert after["ANTIFRAUD_SEAL_KEY"] == public_half(stored(cloud, "open-key"))
    assert stored(cloud, "open-key") != private == stored(cloud, "open-key-before")
    assert parse_settings(after).hash_key_before == base64.b64decode(before["ANTIFRAUD_HASH_KEY"])


def test_a_rotation_keeps_the_old_keys_until_they_are_retired(cloud):
    with pytest.raises(DeployError, match="first deployment"):
        rotate_keys(cloud)
    before, private = ensure_keys(cloud), stored(cloud, "open-key")
    rotate_keys(cloud)
    assert_rotated(cloud, before, private)
    with pytest.raises(DeployError, match="retire"):
        rotate_keys(cloud)
    assert_rotated(cloud, before, private)
    assert retire_keys(cloud)
    assert not retire_keys(cloud)
    assert "ANTIFRAUD_HASH_KEY_BEFORE" not in ensure_keys(cloud)
    assert {name for name, day in key_dates(cloud).items() if day} == {"hash-key", "seal-key", "open-key"}
    between, private = ensure_keys(cloud), stored(cloud, "open-key")
    rotate_keys(cloud)
    assert_rotated(cloud, between, private)


@pytest.mark.parametrize("writes", range(WRITES))
def test_an_interrupted_rotation_can_be_deployed_and_is_finished_by_the_next(cloud, monkeypatch, writes):
    before, private = ensure_keys(cloud), stored(cloud, "open-key")
    left = iter(range(writes))

    def stop_after(step):
        def write(*arguments):
            if next(left, None) is None:
                raise KeyboardInterrupt
            return step(*arguments)

        return write

    with monkeypatch.context() as patched:
        for name in ("_keep", "_replace"):
            patched.setattr(keys, name, stop_after(getattr(keys, name)))
        with pytest.raises(KeyboardInterrupt):
            rotate_keys(cloud)
    parse_settings(ensure_keys(cloud))
    rotate_keys(cloud)
    assert_rotated(cloud, before, private)
