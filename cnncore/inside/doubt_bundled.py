"""How the held-out digits set the bundled network's scale of doubt, computed once and shipped.

Whoever opens the drawing lesson first waits half as long. `python -m cnncore.inside.doubt_bundled`
computes it anew; do it whenever the bundled weights change.
"""

import sys
from pathlib import Path

import numpy as np
from torch import nn

from cnncore.assets import DOUBT_SCALE
from cnncore.inside.doubt import Judge, calibrate, remember
from cnncore.networks.simple_cnn import load_pretrained
from cnncore.pieces import Pieces, whole


def bundled_judge(model: nn.Module, path: Path = DOUBT_SCALE) -> Pieces[Judge]:
    """Return what `calibrate` gives for the bundled network, its scale read from disk.

    >>> judge = whole(bundled_judge(load_pretrained()))
    >>> judge.strangeness.shape, float(judge.right.mean()) > 0.98
    ((1500,), True)
    """
    with np.load(path) as stored:
        names = stored["questions"].tolist()
        usual, unusual = (
            dict(zip(names, stored[key].tolist(), strict=True)) for key in ("usual", "unusual")
        )
        strangeness, right = stored["strangeness"], stored["right"]
    return Judge((yield from remember(model)), usual, unusual, strangeness, right)


def main() -> None:
    """Calibrate the bundled network and store its scale beside the weights."""
    judge = whole(calibrate(load_pretrained()))
    np.savez_compressed(
        DOUBT_SCALE,
        questions=list(judge.usual),
        usual=list(judge.usual.values()),
        unusual=list(judge.unusual.values()),
        strangeness=judge.strangeness,
        right=judge.right,
    )
    sys.stdout.write(f"{DOUBT_SCALE.name}: {DOUBT_SCALE.stat().st_size:,} bytes\n")


if __name__ == "__main__":
    main()
