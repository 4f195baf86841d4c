"""One batch of the table's stream, folded. The same for Lambda and for the development server."""

import logging
from collections.abc import Mapping, Sequence
from typing import Any

from antifraud.errors import FoldError
from antifraud.storage.evidence_table import EvidenceTable, read_record
from antifraud.usecases.fold_reports import fold_reports

log = logging.getLogger("antifraud")


def fold_batch(
    records: Sequence[Mapping[str, Any]] | None, evidence: EvidenceTable
) -> dict[str, list[dict[str, str]]]:
    """Fold `records`; the answer names what of it to deliver again, as Lambda's partial answers want.

    Raises FoldError for an event that is no batch of the table's stream, so that none is lost silently.
    """
    if not records or any("dynamodb" not in one for one in records):
        raise FoldError("not a batch of the table's stream")
    failed = fold_reports(records, read_record, evidence)
    if failed:
        log.warning("fold_again %s of %s", len(failed), len(records))
    return {"batchItemFailures": [{"itemIdentifier": one.sequence.lstrip("0")} for one in failed]}
