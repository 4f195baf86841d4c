"""What the police did about clues, in DynamoDB: one row a clue, to which steps are only ever added."""

from dataclasses import dataclass
from typing import Any

from antifraud.cases import Step
from antifraud.keys import ClueKey
from antifraud.storage import rows
from antifraud.storage.dynamo import ConditionFailed, Dynamo


@dataclass(frozen=True, slots=True)
class CaseTable:
    """Keeps cases in the one table."""

    client: Dynamo
    table: str

    def steps(self, clue: ClueKey) -> tuple[Step, ...]:
        """Return the steps so far, first first."""
        key = rows.clue_row_key(clue, rows.CASE)
        found = self.client.get_item(TableName=self.table, Key=key).get("Item", {})
        return tuple(_read(one["M"]) for one in found.get("s", {"L": []})["L"])

    def add(self, clue: ClueKey, step: Step, after: int) -> bool:
        """Add a step after so many; False if another was added meanwhile."""
        try:
            self.client.update_item(
                TableName=self.table,
                Key=rows.clue_row_key(clue, rows.CASE),
                UpdateExpression="SET s = list_append(if_not_exists(s, :none), :step)",
                ConditionExpression="size(s) = :after" if after else "attribute_not_exists(s)",
                ExpressionAttributeValues={
                    ":none": {"L": []},
                    ":step": {"L": [{"M": _written(step)}]},
                    **({":after": rows.number(after)} if after else {}),
                },
            )
        except ConditionFailed:
            return False
        return True


def _written(step: Step) -> dict[str, rows.Value]:
    if step.at is None:
        raise ValueError("a step that is still to come")
    written = {"n": rows.text(step.name), "t": rows.moment(step.at), "b": rows.text(step.by)}
    return {**written, "w": rows.text(step.why)} if step.why else written


def _read(row: dict[str, Any]) -> Step:
    why = row["w"]["S"] if "w" in row else None
    return Step(row["n"]["S"], rows.read_moment(row["t"]), why, row["b"]["S"])
