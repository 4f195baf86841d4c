"""`make bench`: figures as ratios against a named baseline of the same run. Asserts nothing."""

from collections.abc import Sequence

import click

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


@click.command()
@click.argument("parts", nargs=-1, type=click.Choice(list(_PARTS)))
def main(parts: Sequence[str]) -> None:
    """Measure the named parts, or everything, and print each figure as soon as it is known."""
    for name in parts or _PARTS:
        for figure in _PARTS[name]():
            click.echo(line(figure))


if __name__ == "__main__":
    main()
