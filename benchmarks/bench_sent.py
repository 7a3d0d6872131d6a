"""What a first visit sends, as it is and by the server for a class; sixty of them on one Wi-Fi.

The Wi-Fi is a relay on this machine that lets so many bits a second through to all together.
Sixty visitors come at once, each with what a browser fetched on its first visit to a lesson.
"""

import asyncio
import gzip
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from benchmarks.chromium import chromium, running_app, seconds_to_settled
from benchmarks.table import Measurement
from ui.lessons import address_path, lesson_named

LESSONS = ("home", "draw_digit")
SERVERS = {"as it is": "streamlit_app.py", "for a class": "deploy/classroom.py"}
VISITORS = 60
BITS = 20e6  # a second, for all together
_AT_ONCE = 6  # connections of one browser
_PIECE = 16_384


def first_visit(browser: object, address: str) -> tuple[list[str], int]:
    """Return the paths that a new browser fetches, and the bytes of all that it is sent."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    session, sent, paths = context.new_cdp_session(page), [], []
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda told: sent.append(told["encodedDataLength"]))
    session.on(
        "Network.webSocketFrameReceived",
        lambda told: sent.append(len(told["response"]["payloadData"]) * 3 // 4),
    )
    page.on("response", lambda one: paths.append(urlsplit(one.url).path))
    seconds_to_settled(page, address)
    page.wait_for_timeout(2000)
    context.close()
    return paths, int(sum(sent))


class Wifi:
    """A relay to a server that lets `BITS` a second through, whoever asks."""

    def __init__(self, address: str) -> None:
        found = urlsplit(address)
        self._host, self._port = found.hostname, found.port
        self._free_at = 0.0

    async def _turn(self, size: int) -> None:
        now = time.perf_counter()
        self._free_at = max(now, self._free_at) + 8 * size / BITS
        await asyncio.sleep(self._free_at - now)

    async def _through(
        self, source: asyncio.StreamReader, target: asyncio.StreamWriter, *, slow: bool
    ) -> None:
        try:
            while piece := await source.read(_PIECE):
                if slow:
                    await self._turn(len(piece))
                target.write(piece)
                await target.drain()
        except ConnectionError:
            pass
        finally:
            target.close()

    async def meet(self, source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
        """Take one connection and pass it on."""
        inner, outer = await asyncio.open_connection(self._host, self._port)
        await asyncio.gather(
            self._through(source, outer, slow=False), self._through(inner, target, slow=True)
        )


async def _fetch(port: int, paths: Iterator[str]) -> int:
    """Fetch paths one after another, each on a connection of its own; return the bodies' bytes."""
    fetched = 0
    asked = "Host: x\r\nAccept-Encoding: gzip\r\nConnection: close\r\n\r\n"
    for path in paths:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(f"GET {path} HTTP/1.1\r\n{asked}".encode())
        head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
        length = next(line for line in head.split("\r\n") if line.startswith("content-length"))
        body = await reader.readexactly(int(length.partition(":")[2]))
        if "content-encoding: gzip" in head:
            gzip.decompress(body)  # as a browser must
        fetched += len(body)
        writer.close()
    return fetched


async def _class(address: str, paths: list[str]) -> tuple[float, float]:
    """Have sixty fetch it all through the Wi-Fi; return seconds until the last, and MB of all."""
    relay = await asyncio.start_server(Wifi(address).meet, "127.0.0.1", 0)
    port = relay.sockets[0].getsockname()[1]
    started = time.perf_counter()
    queues = [iter(paths) for _ in range(VISITORS)]
    fetched = await asyncio.gather(*(_fetch(port, one) for one in queues for _ in range(_AT_ONCE)))
    seconds = time.perf_counter() - started
    relay.close()
    return seconds, sum(fetched) / 1e6


@contextmanager
def _served(script: str) -> Iterator[str]:
    with running_app(script=script) as (address, _, _):
        yield address


def measure() -> list[Measurement]:
    """Count what is sent on a first visit, both ways; then let sixty come at once."""
    rows, paths = [], {}
    for how, script in SERVERS.items():
        with chromium() as browser:
            for name in LESSONS:
                with _served(script) as address:
                    path = address_path(lesson_named(name))
                    found, sent = first_visit(browser, f"{address}/{path}")
                    paths[name] = found
                    note = f"{len(found)} requests"
                    target = "1.2 to 2.0 MB" if how == "for a class" else ""
                    rows.append(Measurement(f"{name}, {how}", sent / 1e6, "MB", target, note))
    static = [path for path in paths["draw_digit"] if path.startswith("/static/")]
    for how, script in SERVERS.items():
        with _served(script) as address:
            seconds, sent = asyncio.run(_class(address, static))
            what = f"{VISITORS} first visits to draw_digit at {BITS / 1e6:g} Mbit/s, {how}"
            rows.append(Measurement(what, seconds, "s", "", f"{sent:.0f} MB"))
    return rows
