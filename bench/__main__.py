"""`make bench`: figures as ratios against a named baseline of the same run. Asserts nothing."""

from bench import clues, coldstart, store
from bench.measuring import Figure

_PARTS = (clues.figures, store.figures, coldstart.figures)


def line(figure: Figure) -> str:
    """Return one figure as `make bench` prints it."""
    goal = f"goal {figure.goal}" if figure.goal else ""
    return f"{figure.name:44}{figure.ratio:8.2f} × {figure.baseline:44}{goal:14}{figure.detail}"


def main() -> None:
    """Measure everything and print each figure as soon as it is known."""
    for part in _PARTS:
        for figure in part():
            print(line(figure), flush=True)


if __name__ == "__main__":
    main()
