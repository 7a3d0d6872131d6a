"""Random settings of the convolution lesson."""

import numpy as np

from cnncore.convolution import BORDERS, Setup


def drawn(random: np.random.Generator) -> Setup:
    """Draw any setting the lesson can reach, whether it fits or not."""
    channels = int(random.choice([1, 3]))
    names = ["valid", "same", *range(5)]
    return Setup(
        image=random.integers(-9, 10, (channels, *random.integers(3, 13, 2))).astype(float),
        kernel=random.normal(size=(channels, *random.integers(1, 6, 2))).round(3),
        bias=float(random.normal().__round__(2)),
        stride=int(random.integers(1, 5)),
        padding=names[random.integers(len(names))],
        dilation=int(random.integers(1, 4)),
        border=str(random.choice(list(BORDERS))),
        flip=bool(random.integers(2)),
    )
