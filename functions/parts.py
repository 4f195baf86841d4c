"""Everything the functions are made of, joined once at an entry point. It holds no rule."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from antifraud.cities import City
from antifraud.ports import CaseKeeper, Counter, Gate, ReportKeeper
from antifraud.settings import Settings
from antifraud.usecases.appeal_desk import Desk
from antifraud.usecases.keep_files import Files
from antifraud.usecases.look_up import Sources
from functions.counting import Counting
from functions.opened import Opened


@dataclass(frozen=True, slots=True)
class Parts:
    """What every route may need; `messages` are the sentences of each language by section and code."""

    settings: Settings
    cities: Mapping[str, City]
    sources: Sources
    reports: ReportKeeper
    cases: CaseKeeper
    counter: Counter
    messages: Mapping[str, Mapping[str, Mapping[str, str]]]
    now: Callable[[], datetime]
    new_id: Callable[[], str]
    counting: Counting
    opened: Opened
    gate: Gate
    files: Files
    desk: Desk
