"""The commands of `python -m antifraud`, one file each; nothing here decides what a rule decides."""
