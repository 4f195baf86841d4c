import base64

import pytest

from antifraud.errors import SettingsError
from antifraud.settings import ENVIRONMENT_NAMES, parse_settings

KEY = base64.b64encode(b"k" * 32).decode()
GOOD = {"ANTIFRAUD_HASH_KEY": KEY, "ANTIFRAUD_SEAL_KEY": KEY}


def test_what_is_not_set_has_its_default():
    settings = parse_settings(GOOD)
    assert (settings.table, settings.city, settings.site_origin) == ("antifraud-dev", None, None)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ANTIFRAUD_ENVIRONMENT", "Prod!"),
        ("ANTIFRAUD_CITY", "two cities"),
        ("ANTIFRAUD_SITE_ORIGIN", "https://example.com/path"),
        ("ANTIFRAUD_HASH_KEY", "short"),
        ("ANTIFRAUD_HASH_KEY", base64.b64encode(b"x").decode()),
        ("ANTIFRAUD_SEAL_KEY", "***"),
        ("ANTIFRAUD_LOOKUPS_PER_MINUTE", "0"),
        ("ANTIFRAUD_REPORTS_PER_HOUR", "many"),
        ("ANTIFRAUD_REPORTS_WITHOUT_PROOF_PER_HOUR", "-1"),
    ],
)
def test_a_fault_names_the_variable_and_never_a_key(name, value):
    with pytest.raises(SettingsError) as error:
        parse_settings({**GOOD, name: value})
    assert [fault.where for fault in error.value.faults] == [name]
    assert KEY not in str(error.value)
    if name.endswith("KEY"):
        assert value not in str(error.value)


def test_all_faults_come_at_once():
    with pytest.raises(SettingsError) as error:
        parse_settings({"ANTIFRAUD_ENVIRONMENT": "?"})
    assert {fault.where for fault in error.value.faults} == {
        "ANTIFRAUD_ENVIRONMENT",
        "ANTIFRAUD_HASH_KEY",
        "ANTIFRAUD_SEAL_KEY",
    }
    assert {fault.where for fault in error.value.faults} <= set(ENVIRONMENT_NAMES)
