"""A process that folds the table's stream until it is killed."""

import os

from antifraud.settings import parse_settings
from functions.stream_thread import Folder

if __name__ == "__main__":
    folder = Folder(parse_settings(os.environ))
    folder.start()
    folder.join()
