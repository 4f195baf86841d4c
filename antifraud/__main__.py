"""Entry of `python -m antifraud`."""

from antifraud.cli import main

main(prog_name="python -m antifraud")
