"""What every room's tests share: the app under AppTest, and one real server with Chromium."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from ui.lessons import lesson_named

ROOT = Path(__file__).parent.parent
os.environ["CNN_RUNS"] = tempfile.mkdtemp(prefix="runs-")  # the tests' own runs
SLOWER = float(os.environ.get("CNN_SLOWER", "1"))  # times that browser and server are slowed down
os.environ["CNN_WARM"] = "0"  # lessons load what they need when they are opened
os.environ["CNN_SPARE"] = "0"  # no process kept ready for a press that may never come
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Share the tests out: browser tests first, and singly; others, and what shares a fixture made
    once a file, by their files."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is None)
    for item in items:
        fixtures = getattr(item, "_fixtureinfo", None)
        made = fixtures.name2fixturedefs.values() if fixtures else ()
        once_a_file = any(one.scope == "module" for found in made for one in found)
        if once_a_file or item.get_closest_marker("browser") is None:
            item.add_marker(pytest.mark.xdist_group(str(item.path)))


@pytest.fixture
def open_app() -> Callable[..., AppTest]:
    """Open a lesson by name, with an address if wanted, as a visitor would: from the entry."""

    def opened(name: str, **address: str) -> AppTest:
        app = AppTest.from_file(str(ROOT / "streamlit_app.py"), default_timeout=60)
        for key, value in address.items():
            app.query_params[key] = value
        lesson = lesson_named(name)
        return app.run() if name == "home" else app.switch_page(lesson.path).run()

    return opened


def chromium() -> str | None:
    """Find the browser: $CHROMIUM, or Debian's."""
    return os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Start the app with the README's command on a free port; yield its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = (tmp_path_factory.mktemp("server") / "log").open("w+")
    command = [sys.executable, "-m", "streamlit", "run", "streamlit_app.py"]
    options = [f"--server.port={port}", "--server.address=127.0.0.1", "--server.headless=true"]
    slower = ["nice", "-n", "19"] if SLOWER > 1 else []
    process = subprocess.Popen([*slower, *command, *options], cwd=ROOT, stdout=log, stderr=log)
    busy = [subprocess.Popen([sys.executable, "-c", "while True: pass"])] if SLOWER > 1 else []
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_until_healthy(address, process)
        yield address
    finally:
        for one in (process, *busy):
            one.terminate()
            one.wait(20)
        log.close()


def _wait_until_healthy(address: str, process: subprocess.Popen) -> None:
    pause = threading.Event()
    for _ in range(300):
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=2):
                return
        except OSError:
            assert process.poll() is None, "the server stopped while starting"
            pause.wait(0.1)
    raise AssertionError("the server did not become healthy within 30 s")


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    """Start Chromium; where there is none, say so by name (and fail where CI is set)."""
    path = chromium()
    if path is None:
        message = "Chromium not found: install Debian's package `chromium` or set $CHROMIUM"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(message)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=CHROMIUM_FLAGS)
        yield running
        running.close()


@pytest.fixture
def visit(browser: object, server: str) -> Iterator[Callable[..., object]]:
    """Open a path of the running app in a window of its own and wait until it is drawn."""
    contexts = []

    def visited(
        path: str = "/",
        *,
        width: int = 1280,
        height: int = 900,
        scheme: str = "light",
        motion: str = "reduce",  # nothing moves by itself, unless that is what is tried
        touch: bool = False,
    ):
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            reduced_motion=motion,
            has_touch=touch,
        )
        contexts.append(context)
        page = context.new_page()
        if SLOWER > 1:
            protocol = context.new_cdp_session(page)
            protocol.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        page.goto(server + path)
        settled(page)
        return page

    yield visited
    for context in contexts:
        context.close()


_STYLED = "() => getComputedStyle(document.querySelector('.stApp')).getPropertyValue('--styled')"


def settled(page: object) -> None:
    """Wait until the lesson has a title, the script has stopped and the style sheet has come."""
    page.wait_for_selector("h1", timeout=60_000)
    page.wait_for_selector("[data-test-script-state=notRunning]", timeout=60_000)
    page.wait_for_function(_STYLED)
