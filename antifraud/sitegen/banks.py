"""The official lines of banks and wallets for the stop-payment sheet, from the directory. Decides nothing."""

import csv
from dataclasses import dataclass
from importlib import resources

from antifraud.cities import Text
from antifraud.directory import load_directory
from antifraud.languages import say, write_chinese

SECTORS = frozenset({"bank", "payment"})
NOT_HELD = frozenset({"万事达", "中国银联", "美国运通", "国家开发银行", "PayPal", "银联商务"})
"""In those sectors, but nobody's money is sent from or to an account there."""


@dataclass(frozen=True, slots=True)
class BankLine:
    """A bank's main line; `names` are what messages call the bank besides its name."""

    name: Text
    number: str
    names: tuple[str, ...]

    def called(self, language: str) -> str:
        """Return every way to call the bank but its name in that language."""
        known = (self.name.zh, *self.names)
        ways = dict.fromkeys((*known, *(write_chinese(one, language) for one in known)))
        return "|".join(one for one in ways if one != say(self.name, language))


def list_bank_lines() -> tuple[BankLine, ...]:
    """Return the banks and wallets in the order of the list of names, then of the directory."""
    names = _names()
    owners = [one for one in load_directory().numbers.values() if one.sector in SECTORS]
    main = {one.name.zh: one for one in reversed(owners)}  # an owner's first row is its main line
    held = [zh for zh in dict.fromkeys([*names, *reversed(main)]) if zh in main and zh not in NOT_HELD]
    return tuple(BankLine(main[zh].name, str(main[zh].dial), names.get(zh, ())) for zh in held)


def _names() -> dict[str, tuple[str, ...]]:
    file = resources.files("antifraud") / "data" / "bank_names.csv"
    rows = csv.DictReader(file.read_text("utf-8").splitlines())
    return {row["owner_zh"]: tuple(row["names"].split("|")) for row in rows}
