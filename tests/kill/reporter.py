"""A process that reports until told to stop, noting what it tries and what was acknowledged.

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


def main(number: str, file: str) -> None:
    """Report for ever; the same form again and again until it is acknowledged."""
    client = create_app(join_parts(os.environ)).test_client()
    slug = next(iter(join_parts(os.environ).cities))
    chance = random.Random(f"{number}{os.getpid()}")
    with Path(file).open("a", buffering=1) as notes:
        for count in range(1_000_000):
            device = f"device-{number}-{os.getpid()}-{count:06}"
            form = {
                "text": chance.choice(CLUES),
                "category": "job",
                "device": device,
                "idempotency_key": device,
            }
            notes.write(f"try {device}\n")
            for _ in range(3):
                answer = client.post(f"/v1/{slug}/reports", data=form)
                if answer.status_code in {200, 201}:
                    notes.write(f"ack {device} {answer.json['receipt']}\n")
                    break
                if answer.status_code != 503:
                    notes.write(f"bad {answer.status_code}\n")
                time.sleep(0.05)


if __name__ == "__main__":
    main(*sys.argv[1:])
