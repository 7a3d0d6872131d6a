"""A stranger's file becomes a small photo: checked, turned, flattened, shrunk; and the samples.

Every public name is loaded on first use: the process that reads one file needs few of them.
"""

from cnncore.lazy import lazy

_HOMES = {
    "decode": "MAX_BYTES SUFFIXES decode_photo read_photo",
    "encode": "encode_coloured encode_photo shrink_photo",
    "photo": "Photo",
    "reading": "FORMATS LONGEST MAX_PIXELS",
    "samples": "SAMPLES Sample sample_photo",
}
__getattr__, __dir__, __all__ = lazy(__name__, _HOMES)
