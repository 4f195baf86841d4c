"""A process that reports, marks, amends and withdraws until told to stop, noting what was acknowledged.

Arguments: its number, the file to note in. A restarted one never uses a device again.
"""

import os
import random
import sys
import time
from pathlib import Path

from functions.app import create_app
from functions.joined import join_parts

CLUES = [f"1381234567{n}" for n in range(6)]


class Reporter:
    """A window of a person without patience: every form is sent three times at most."""

    def __init__(self, number, notes):
        parts = join_parts(os.environ)
        self.client = create_app(parts).test_client()
        self.root = f"/v1/{next(iter(parts.cities))}"
        self.number, self.notes, self.asked = number, notes, 0

    def send(self, path, form, done):
        """Send a form until it is acknowledged; note it and return the answer, None for none."""
        for _ in range(3):
            # A network of its own: many people behind one would be held for review.
            self.asked += 1
            address = f"{os.getpid() & 0xFFFF:x}:{self.asked & 0xFFFF:x}:{self.number}::1"
            network = {"REMOTE_ADDR": address}
            answer = self.client.post(f"{self.root}/{path}", data=form, environ_overrides=network)
            if answer.status_code in {200, 201}:
                self.notes.write(f"{done} {answer.json['receipt']}\n")
                return answer.json["receipt"]
            if answer.status_code != 503:
                self.notes.write(f"bad {path} {answer.status_code}\n")
            time.sleep(0.05)
        return None

    def act(self, count, chance):
        """State something; now and then say it anew or take it back."""
        device = f"device-{self.number}-{os.getpid()}-{count:06}"
        form = {"text": chance.choice(CLUES), "device": device, "idempotency_key": device}
        marked = chance.random() < 0.2
        said = {"mark": "courier"} if marked else {"category": "job"}
        self.notes.write(f"try {device}\n")
        receipt = self.send("marks" if marked else "reports", {**form, **said}, "ack")
        if receipt and not marked and chance.random() < 0.2:
            self.send(f"reports/{receipt}/amend", {"category": "refund"}, "amended")
        if receipt and chance.random() < 0.2:
            self.notes.write(f"leaving {receipt}\n")
            self.send(f"reports/{receipt}/withdraw", {}, "left")


def main(number: str, file: str) -> None:
    """Act for ever."""
    chance = random.Random(f"{number}{os.getpid()}")
    with Path(file).open("a", buffering=1) as notes:
        reporter = Reporter(number, notes)
        for count in range(1_000_000):
            reporter.act(count, chance)


if __name__ == "__main__":
    main(*sys.argv[1:])
