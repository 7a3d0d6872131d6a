"""Two app servers behind HAProxy, one of them killed: `python -m benchmarks.two_servers`.

Visitors in Chromium open a lesson from a link; the server of one of them is killed; its lesson must
come back from its address on the other server. Prints what was seen; needs Debian's `haproxy`.
"""

import os
import secrets
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from benchmarks.chromium import ROOT, chromium, running_app, seconds_to_settled

LINK = "/convolution?stride=2"


@contextmanager
def balanced(one: str, two: str) -> Iterator[str]:
    """Start HAProxy with the repository's example in front of two servers; yield its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        front = f"127.0.0.1:{probe.getsockname()[1]}"
    names = {"CNN_ADDRESS": front, "CNN_SERVER_ONE": one, "CNN_SERVER_TWO": two}
    process = subprocess.Popen(
        ["haproxy", "-q", "-f", str(ROOT / "deploy" / "haproxy.cfg")], env=os.environ | names
    )
    try:
        time.sleep(3)  # two health checks each
        yield f"http://{front}"
    finally:
        process.terminate()
        process.wait(10)


def main() -> None:
    """Open the lesson in four windows, kill one server, and time the way back."""
    with ExitStack() as stack:
        shared = {
            "STREAMLIT_SERVER_COOKIE_SECRET": secrets.token_hex(16),
            "CNN_DATA": tempfile.mkdtemp(),
            "CNN_RUNS": tempfile.mkdtemp(),
        }
        one, first, _ = stack.enter_context(running_app(**shared))
        two, _, _ = stack.enter_context(running_app(**shared))
        plain = [address.removeprefix("http://") for address in (one, two)]
        front = stack.enter_context(balanced(*plain))
        browser = stack.enter_context(chromium())
        pages = [browser.new_context().new_page() for _ in range(4)]
        for page in pages:
            seconds_to_settled(page, front + LINK)
        homes = [_home(page) for page in pages]
        sys.stdout.write(f"visitors by server: {sorted(homes)}\n")
        first.kill()
        killed = time.perf_counter()
        for page in pages:
            page.wait_for_function("location.search.includes('stride=2')", timeout=60_000)
            seconds_to_settled(page, page.url)
        back = time.perf_counter() - killed
        homes = [_home(page) for page in pages]
        stride = {page.url.partition("?")[2] for page in pages}
        sys.stdout.write(f"after killing server one: {sorted(homes)}, address {stride}\n")
        sys.stdout.write(f"all four lessons open again {back:.1f} s after the kill\n")


def _home(page: object) -> str:
    cookies = page.context.cookies()
    return next(c["value"] for c in cookies if c["name"] == "lesson_server")


if __name__ == "__main__":
    main()
