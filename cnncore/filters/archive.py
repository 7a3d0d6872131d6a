"""The whole wall to take home: every filter on the full photo, and the kernels as text."""

from io import BytesIO
from zipfile import ZIP_STORED, ZipFile

import numpy as np

from cnncore.filters.catalogue import FILTERS
from cnncore.filters.kernel_text import format_kernel
from cnncore.filters.response import to_grey
from cnncore.filters.wall import filter_wall
from cnncore.photos import encode_photo


def wall_modes() -> list[str]:
    """Return the value rule of each filter on the wall: signed ones show size without sign."""
    return ["absolute" if listed.signed else "clip" for listed in FILTERS]


def wall_archive(photo: np.ndarray, *, grey: bool = False) -> bytes:
    """Return a ZIP with one JPEG a filter, at the photo's size, and kernels.txt.

    >>> archive = ZipFile(BytesIO(wall_archive(np.zeros((32, 32, 3), np.uint8))))
    >>> "sobel-x.jpg" in archive.namelist(), "kernels.txt" in archive.namelist()
    (True, True)
    """
    pixels = to_grey(photo) if grey else photo
    kernels = [listed.kernels() for listed in FILTERS]
    pictures = filter_wall(pixels, kernels, wall_modes())
    file = BytesIO()
    with ZipFile(file, "w", ZIP_STORED) as archive:
        for listed, picture in zip(FILTERS, pictures, strict=True):
            archive.writestr(f"{listed.name}.jpg", encode_photo(picture, "JPEG"))
        lines = [
            f"{listed.title} ({listed.source}): {' and '.join(map(format_kernel, group))}"
            for listed, group in zip(FILTERS, kernels, strict=True)
        ]
        archive.writestr("kernels.txt", "\n".join(lines) + "\n")
    return file.getvalue()
