"""What takes a warm server longest: `python -m benchmarks.longest`.

In this process everything is loaded that a server loads beforehand; then every approved link
(`tests/pages/shown`) is opened once, as a new visitor, and what stands behind it pressed. Counted
is the processor time of all threads. What all visitors share is paid by the first who asks for it.
"""

import json
import logging
import sys
import time

from tests.conftest import open_app
from tests.pages.showing import follow, states
from ui.shared import beforehand


def costs() -> dict[str, float]:
    """Return the seconds of processor time by link, presses included, longest first."""
    logging.disable()
    opened = open_app.__wrapped__()
    follow(opened, "home")
    beforehand.load(everything=True)
    found = {}
    for link in states():
        before = time.process_time()
        follow(opened, link)
        found[link] = time.process_time() - before
    return dict(sorted(found.items(), key=lambda pair: -pair[1]))


if __name__ == "__main__":
    json.dump(costs(), sys.stdout, indent=0)
