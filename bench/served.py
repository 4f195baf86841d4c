"""A process that serves the app, and at `/bare` a Flask route that does nothing, with waitress on a port."""

import logging
import os
import sys
from typing import Any

import waitress
from flask import Flask

from functions.app import create_app
from functions.joined import join_parts

THREADS = 4


def main(port: str) -> None:
    """Serve until killed."""
    logging.getLogger("waitress").setLevel(logging.ERROR)
    app, bare = create_app(join_parts(os.environ)).wsgi_app, Flask("bare")
    bare.add_url_rule("/bare", view_func=lambda: {"overall": "no_record"}, methods=["POST"])

    def both(environ: dict[str, Any], start: Any) -> Any:  # noqa: ANN401 - as WSGI has them
        return (bare if environ["PATH_INFO"] == "/bare" else app)(environ, start)

    waitress.serve(both, host="127.0.0.1", port=int(port), threads=THREADS)


if __name__ == "__main__":
    main(sys.argv[1])
