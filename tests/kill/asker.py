"""A process that looks a listed number up until told to stop, noting what it is told.

Arguments: its number, the file to note in.
"""

import os
import sys
import time
from pathlib import Path

from functions.app import create_app
from functions.joined import join_parts

LISTED = "13900000001"


def main(_number: str, file: str) -> None:
    """Ask for ever; note an answer that may never be given, and now and then one that may."""
    parts = join_parts(os.environ)
    client = create_app(parts).test_client()
    slug = next(iter(parts.cities))
    with Path(file).open("a", buffering=1) as notes:
        while True:
            answer = client.post(f"/v1/{slug}/lookup", json={"text": LISTED})
            notes.write(f"told {answer.status_code} {answer.json.get('overall')}\n")
            time.sleep(0.1)


if __name__ == "__main__":
    main(*sys.argv[1:])
