"""What Zappa calls for HTTP: the one app of this process, made at import."""

import os

from functions.app import create_app
from functions.joined import join_parts

app = create_app(join_parts(os.environ))
