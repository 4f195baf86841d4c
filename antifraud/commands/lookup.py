"""`python -m antifraud lookup`: what the window would say, in a terminal."""

import json
import os
import sys
from pathlib import Path

import click

from antifraud.assembly import make_sources, open_database, utc_now
from antifraud.cities import get_city
from antifraud.cityfile import load_cities
from antifraud.commands.database import command_environment
from antifraud.errors import AntifraudError
from antifraud.languages import LANGUAGES
from antifraud.messages import Messages, load_messages
from antifraud.settings import parse_settings
from antifraud.usecases.look_up import Answer, ClueAnswer, look_up, recognise

UNREACHED = 3


@click.command()
@click.argument("text")
@click.option("--city", default=None, help="Slug of the city asked; the first of cities.yaml without it.")
@click.option(
    "--lang", type=click.Choice(LANGUAGES), default="zh-Hans", show_default=True, help="Of the sentences."
)
@click.option("--json", "as_json", is_flag=True, help="Codes instead of sentences.")
@click.option(
    "--data", default="var", show_default=True, type=click.Path(path_type=Path), help="Development data."
)
def lookup(text: str, city: str | None, lang: str, as_json: bool, data: Path) -> None:
    """Look up TEXT: a number, a link, a whole message; `-` reads it from standard input.

    Exit code 0 when it was looked up, 2 for what cannot be, 3 when the database was not reached.
    """
    given = sys.stdin.read() if text == "-" else text
    try:
        with command_environment(os.environ, data) as environ:
            settings = parse_settings(environ)
            cities = load_cities(settings.cities_path)
            asked = get_city(cities, city) if city else cities[0]
            sources = make_sources(settings, open_database(settings, environ))
            answer = look_up(recognise(given, asked), sources, utc_now(), given)
    except AntifraudError as error:
        click.echo(str(error), err=True)
        sys.exit(2)
    click.echo(_as_json(answer) if as_json else _as_text(answer, load_messages()[lang]))
    sys.exit(UNREACHED if answer.failure else 0)


def _as_json(answer: Answer) -> str:
    clues = [
        {
            "kind": one.clue.kind,
            "display": one.clue.display,
            "level": one.verdict.level,
            "reasons": one.verdict.reasons,
            "reports": one.verdict.reports,
            "advice": one.advice,
        }
        for one in answer.clues
    ]
    return json.dumps(
        {"overall": answer.overall, "clues": clues, "advice": answer.advice}, ensure_ascii=False
    )


def _as_text(answer: Answer, words: Messages) -> str:
    lines = [words["levels"][answer.overall], words["meanings"][answer.overall]]
    for one in answer.clues:
        lines += ["", *_clue_lines(one, words)]
    if not answer.clues:
        lines += [words["advice"][code] for code in answer.advice]
    lines += _sounds_lines(answer, words)
    return "\n".join(lines)


def _sounds_lines(answer: Answer, words: Messages) -> list[str]:
    page = words["page"]
    lines = [
        page["sounds"].format(kind=words["categories"][one.category], phrases=page["comma"].join(one.phrases))
        for one in answer.sounds
    ]
    return ["", *lines, page["sounds_note"]] if lines else []


def _clue_lines(one: ClueAnswer, words: Messages) -> list[str]:
    verdict = one.verdict
    reasons = [words["hints"].get(code, code) for code in one.clue.hints]
    reasons += [words["reasons"][code] for code in verdict.reasons]
    reasons += [words["flags"][code] for code in verdict.flags]
    if verdict.reporters:
        reasons.insert(0, words["page"]["people"].format(count=verdict.reporters))
    return [
        f"{words['kinds'][one.clue.kind]} {one.clue.display}: {words['levels'][verdict.level]}",
        *(f"  · {reason}" for reason in reasons),
        *(f"  → {words['advice'][code]}" for code in one.advice),
    ]
