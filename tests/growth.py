"""How long work on a text takes, so that tests can see how that grows with the text."""

import time
from collections.abc import Callable


def least_seconds(work: Callable[[str], object], unit: str, size: int) -> float:
    """Return the processor's time for a text of that size, made of one unit: the least of three."""
    text = (unit * size)[:size]
    spent = []
    for _ in range(3):
        began = time.process_time()
        work(text)
        spent.append(time.process_time() - began)
    return min(spent)
