"""`make bench`: figures as ratios against a named baseline of the same run. Asserts nothing."""

import sys

from bench import clues, coldstart, pages, serving, store
from bench.measuring import Figure

_PARTS = {
    "clues": clues.figures,
    "store": store.figures,
    "coldstart": coldstart.figures,
    "serving": serving.figures,
    "pages": pages.figures,
}


def line(figure: Figure) -> str:
    """Return one figure as `make bench` prints it."""
    goal = f"goal {figure.goal}" if figure.goal else ""
    return f"{figure.name:44}{figure.ratio:8.2f} × {figure.baseline:44}{goal:14}{figure.detail}"


def main() -> None:
    """Measure the named parts, or everything, and print each figure as soon as it is known."""
    for name in sys.argv[1:] or _PARTS:
        for figure in _PARTS[name]():
            print(line(figure), flush=True)


if __name__ == "__main__":
    main()
