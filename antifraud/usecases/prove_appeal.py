"""Prove control of a clue: by a code, by a file on the site, by a letter that a person has seen.

Control proven opens the appeal: from then on the clue shows that it is disputed, and the clock runs.
"""

import hmac
from datetime import datetime, timedelta

from antifraud.appeal_ports import Wording
from antifraud.appeals import (
    APPEAL_RULES,
    CODE_SENT,
    CONTROL_PROVEN,
    LETTER,
    LETTER_CONFIRMED,
    MAIL,
    OWNER,
    SITE,
    SMS,
    Appeal,
    Event,
    Proof,
    must_prove,
    new_code,
    opened,
    with_code,
)
from antifraud.errors import AppealStepError, CodeExpiredError, NotProvenError, TooManyError, WrongCodeError
from antifraud.keys import Keys
from antifraud.usecases.appeal_desk import Desk, contradicts_authority

_HOUR = 3600
_DAY = 24 * _HOUR


def allow_code(proof: Proof, desk: Desk, now: datetime) -> None:
    """Count one code to that number or address; raises TooManyError, and StoreError rather than send."""
    whom = desk.sources.keys.short("appeal-to", proof.target)
    count = desk.counter.count(f"code#{whom}", now.strftime("%Y%m%d"), now + timedelta(days=2))
    if count > APPEAL_RULES.codes_per_day:
        raise TooManyError(wait=_DAY - int(now.timestamp() % _DAY))


def send_code(appeal: Appeal, desk: Desk, wording: Wording, now: datetime) -> Appeal:
    """Send a new code, in place of the last one, that `allow_code` has counted; raises SendError."""
    after = with_code(appeal, now)
    code = new_code(desk.chance)
    valid_until = now + APPEAL_RULES.code_valid
    kept = _kept(desk.sources.keys, appeal.id, code)
    desk.keeper.set_code(after, kept, valid_until, Event(CODE_SENT, now, OWNER))
    filled = Wording(wording.subject, wording.text.replace("{code}", code))
    desk.sender.send(appeal.proof.way, appeal.proof.target, filled)
    return after


def send_code_again(appeal: Appeal, desk: Desk, wording: Wording, now: datetime) -> Appeal:
    """Send another code; raises AppealStepError, TooManyError, SendError, StoreError."""
    with_code(appeal, now)
    allow_code(appeal.proof, desk, now)
    return send_code(appeal, desk, wording, now)


def prove_by_code(appeal: Appeal, code: str, desk: Desk, now: datetime) -> Appeal:
    """Open the appeal if it is the code that was sent.

    The attempt is counted before anything is compared, so no number of attempts at once gets one more.
    Raises AppealStepError, AppealOpenError, CodeExpiredError, WrongCodeError, StoreError.
    """
    if appeal.proof.way not in {SMS, MAIL}:
        raise AppealStepError
    must_prove(appeal, now, appeal.proof.way)
    kept = desk.keeper.try_code(appeal.id, now, APPEAL_RULES.code_attempts)
    if kept is None:
        raise CodeExpiredError
    if not hmac.compare_digest(kept, _kept(desk.sources.keys, appeal.id, code)):
        raise WrongCodeError
    return _open(appeal, desk, Event(CONTROL_PROVEN, now, OWNER))


def prove_by_site(appeal: Appeal, desk: Desk, now: datetime) -> Appeal:
    """Open the appeal if the site shows its token now.

    Raises AppealStepError, AppealOpenError, TooManyError, SiteError, NotProvenError, StoreError.
    """
    must_prove(appeal, now, SITE)
    count = desk.counter.count(f"site#{appeal.id}", now.strftime("%Y%m%d%H"), now + timedelta(hours=2))
    if count > APPEAL_RULES.site_checks_per_hour:
        raise TooManyError(wait=_HOUR - int(now.timestamp() % _HOUR))
    if not desk.sites.shows(appeal.proof.target, site_token(appeal, desk.sources.keys)):
        raise NotProvenError
    return _open(appeal, desk, Event(CONTROL_PROVEN, now, OWNER))


def confirm_letter(appeal: Appeal, reviewer: str, why: str, desk: Desk, now: datetime) -> Appeal:
    """Open an appeal whose papers a reviewer saw; raises AppealStepError, AppealOpenError, StoreError."""
    must_prove(appeal, now, LETTER)
    return _open(appeal, desk, Event(LETTER_CONFIRMED, now, reviewer, why))


def site_token(appeal: Appeal, keys: Keys) -> str:
    """Return what the site must show. It is public there, so it tells nothing of the appeal's number."""
    return f"city-antifraud-appeal={keys.secret('appeal-site', appeal.id).hex()[:24]}"


def _open(appeal: Appeal, desk: Desk, event: Event) -> Appeal:
    authority = contradicts_authority(appeal.clue, desk, event.at)
    after = opened(appeal, event.at, authority=authority)
    desk.keeper.move(appeal, after, event)
    return after


def _kept(keys: Keys, appeal_id: str, code: str) -> str:
    return keys.secret("appeal-code", f"{appeal_id}:{code}").hex()
