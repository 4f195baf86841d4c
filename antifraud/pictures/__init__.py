"""Files from strangers checked by content and rid of everything but what shows. Pure: bytes to bytes.

Nothing here decodes a picture: containers are taken apart and put together again from what is known to be
harmless, so that every pixel stays and every note about place, time, device and owner goes.
"""

from antifraud.pictures.cleaning import Cleaned, clean

__all__ = ["Cleaned", "clean"]
