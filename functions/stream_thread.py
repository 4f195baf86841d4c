"""The table's stream folded in the background, as Lambda does on AWS. Only the development server runs it."""

import logging
import os
import threading

from antifraud.assembly import open_database
from antifraud.errors import StoreError
from antifraud.settings import Settings
from antifraud.storage.client import open_client, open_streams
from antifraud.storage.stream import StreamReader
from functions.fold import fold_batch

log = logging.getLogger("antifraud")

_BETWEEN_POLLS = 0.2
_AFTER_A_FAULT = 1.0


class Folder(threading.Thread):
    """Polls and folds until stopped; after any fault it begins again at the oldest record."""

    def __init__(self, settings: Settings) -> None:
        """Prepare; `start` begins."""
        super().__init__(name="folder", daemon=True)
        self.settings = settings
        self.stopping = threading.Event()

    def run(self) -> None:
        """Fold for ever."""
        while not self.stopping.is_set():
            try:
                self._follow()
            except StoreError as error:
                log.warning("folding_interrupted %s", error)
                self.stopping.wait(_AFTER_A_FAULT)

    def _follow(self) -> None:
        evidence = open_database(self.settings, os.environ).evidence
        reader = StreamReader(open_client(), open_streams(), self.settings.table)
        while not self.stopping.wait(_BETWEEN_POLLS):
            for records in reader.batches():
                if fold_batch(records, evidence)["batchItemFailures"]:
                    raise StoreError("a batch must come again")

    def stop(self) -> None:
        """Stop after the batch at hand."""
        self.stopping.set()
        self.join(10)
