"""Everything the functions are made of, joined once at an entry point. It holds no rule."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from antifraud.cities import City
from antifraud.ports import Counter, ReportKeeper
from antifraud.settings import Settings
from antifraud.usecases.look_up import Sources


@dataclass(frozen=True, slots=True)
class Parts:
    """What every route may need; `messages` are the sentences of each language by section and code."""

    settings: Settings
    cities: Mapping[str, City]
    sources: Sources
    reports: ReportKeeper
    counter: Counter
    messages: Mapping[str, Mapping[str, Mapping[str, str]]]
    now: Callable[[], datetime]
    new_id: Callable[[], str]
