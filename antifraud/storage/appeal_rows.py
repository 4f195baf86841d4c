"""The rows of appeals and how an appeal changes the marks of its clue. It asks no database.

state        A#id       A            what `Appeal` holds, and the code that was sent, as a keyed hash
audit trail  A#id       e#0001 …     written once each and never changed
its text     A#id       s            sealed; gone after 180 days
queue        Q#appeals  moment#id    what waits for people, so that nobody scans

The marks of a clue are attributes of its evidence row that the fold never writes: `fl` flags, `ai` the open
appeal, `du` until when it must be decided, `ca` when the clue was cleared, `ci` by which appeal, `z` what had
been counted by then, `ra` until when nobody may appeal again after a refusal.
"""

from datetime import timedelta
from typing import Any

from antifraud.appeals import APPEAL_RULES, PROVING, Appeal, Event, Proof
from antifraud.keys import ClueKey
from antifraud.reports import WRITE_SHARDS
from antifraud.storage import rows
from antifraud.tallies import is_counter
from antifraud.verdicts import CLEARED, DISPUTED

Write = dict[str, Any]

STATE = "A"
SEALED = "s"
TRAIL = "e#"
QUEUE = "Q#appeals"

_SEEN_EXPIRED = timedelta(days=7)
"""How long a letter that never came stays in the queue's table before it deletes itself."""


def row_key(appeal_id: str, row: str) -> Write:
    """Return the key of one of the rows of an appeal."""
    return {"pk": rows.text(f"A#{appeal_id}"), "sk": rows.text(row)}


def state_row(appeal: Appeal) -> Write:
    """Return an appeal as it is stored."""
    row = {
        **row_key(appeal.id, STATE),
        "kd": rows.text(appeal.clue.kind),
        "i": rows.text(appeal.clue.id),
        "d": rows.text(appeal.display),
        "c": rows.text(appeal.city),
        "r": rows.text(appeal.reason),
        "w": rows.text(appeal.proof.way),
        "g": rows.text(appeal.proof.target),
        "t": rows.moment(appeal.started_at),
        "pb": rows.moment(appeal.prove_by),
        "st": rows.text(appeal.state),
        "au": {"BOOL": appeal.authority},
        "kn": rows.number(appeal.codes),
        "n": rows.number(appeal.events),
        "e": rows.expiry(appeal.started_at + rows.REPORT_KEPT),
    }
    moments = {"du": appeal.due, "cl": appeal.closed_at}
    row |= {name: rows.moment(moment) for name, moment in moments.items() if moment}
    return {**row, "f": rows.text(appeal.finding)} if appeal.finding else row


def read_state(row: rows.Row) -> Appeal:
    """Return the appeal that a state row holds."""
    return Appeal(
        id=row["pk"]["S"].removeprefix("A#"),
        clue=ClueKey(row["kd"]["S"], row["i"]["S"]),
        display=row["d"]["S"],
        city=row["c"]["S"],
        reason=row["r"]["S"],
        proof=Proof(row["w"]["S"], row["g"]["S"]),
        started_at=rows.read_moment(row["t"]),
        prove_by=rows.read_moment(row["pb"]),
        state=row["st"]["S"],
        authority=row["au"]["BOOL"],
        due=rows.read_moment(row["du"]) if "du" in row else None,
        closed_at=rows.read_moment(row["cl"]) if "cl" in row else None,
        finding=row["f"]["S"] if "f" in row else None,
        codes=int(row["kn"]["N"]),
        events=int(row["n"]["N"]),
    )


def trail_row(appeal: Appeal, event: Event) -> Write:
    """Return the row of the audit trail for the step that led to `appeal`."""
    row = {
        **row_key(appeal.id, f"{TRAIL}{appeal.events:04}"),
        "w": rows.text(event.step),
        "t": rows.moment(event.at),
        "b": rows.text(event.by),
        "e": rows.expiry(appeal.started_at + rows.REPORT_KEPT),
    }
    return {**row, "y": rows.text(event.why)} if event.why else row


def read_event(row: rows.Row) -> Event:
    """Return the step that a row of the audit trail holds."""
    why = row["y"]["S"] if "y" in row else ""
    return Event(row["w"]["S"], rows.read_moment(row["t"]), row["b"]["S"], why)


def queue_row(appeal: Appeal) -> Write | None:
    """Return the row of the queue for an appeal; None when nobody has to do anything."""
    if not appeal.waits_for_people:
        return None
    row = {"pk": rows.text(QUEUE), "sk": rows.text(f"{rows.moment(appeal.moment)['S']}#{appeal.id}")}
    return {**row, "e": rows.expiry(appeal.prove_by + _SEEN_EXPIRED)} if appeal.state == PROVING else row


def dispute(appeal: Appeal) -> Write:
    """Return the change that marks a clue as disputed by this appeal, unless another one is open."""
    return {
        "UpdateExpression": "ADD fl :disputed SET ai = :id, du = :due",
        "ConditionExpression": "attribute_not_exists(ai)",
        "ExpressionAttributeValues": {
            ":disputed": {"SS": [DISPUTED]},
            ":id": rows.text(appeal.id),
            ":due": rows.moment(appeal.moment),
        },
    }


def refuse(appeal: Appeal) -> Write:
    """Return the change that takes the marks of a refused appeal away and keeps when another may come."""
    change = settle(appeal)
    until = (appeal.closed_at or appeal.moment) + APPEAL_RULES.again_after_refusal
    values = {**change["ExpressionAttributeValues"], ":until": rows.moment(until)}
    expression = f"{change['UpdateExpression']} SET ra = :until"
    return {**change, "UpdateExpression": expression, "ExpressionAttributeValues": values}


def settle(appeal: Appeal) -> Write:
    """Return the change that takes the marks of an open appeal away."""
    return {
        "UpdateExpression": "DELETE fl :disputed REMOVE ai, du",
        "ConditionExpression": "ai = :id",
        "ExpressionAttributeValues": {":disputed": {"SS": [DISPUTED]}, ":id": rows.text(appeal.id)},
    }


def clear(appeal: Appeal, clue: rows.Row) -> Write:
    """Return the change that clears a clue as `clue` was read; it fails if a report was folded since."""
    counted = {name: value for name, value in clue.items() if is_counter(name)}
    fences = ("n", *(f"q{shard}" for shard in range(WRITE_SHARDS)))
    same = [f"{name} = :{name}" if name in clue else f"attribute_not_exists({name})" for name in fences]
    return {
        "UpdateExpression": "SET fl = :cleared, ca = :now, ci = :id, z = :z REMOVE ai, du",
        "ConditionExpression": " AND ".join(["ai = :id", *same]),
        "ExpressionAttributeValues": {
            ":cleared": {"SS": [CLEARED]},
            ":now": rows.moment(appeal.closed_at or appeal.moment),
            ":id": rows.text(appeal.id),
            ":z": {"M": counted},
            **{f":{name}": clue[name] for name in fences if name in clue},
        },
    }


def revive(appeal: Appeal) -> Write:
    """Return the change that ends a clearing. What was counted before it stays uncounted."""
    return {
        "UpdateExpression": "DELETE fl :cleared REMOVE ca, ci",
        "ConditionExpression": "ci = :id",
        "ExpressionAttributeValues": {":cleared": {"SS": [CLEARED]}, ":id": rows.text(appeal.id)},
    }
