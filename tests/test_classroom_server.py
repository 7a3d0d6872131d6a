"""The server for a class: each file compressed once, whoever asks, and nothing else touched."""

import asyncio
import gzip
import importlib.util
from pathlib import Path

import pytest

from tests.beside import run

ROOT = Path(__file__).parent.parent
WORDS = b"const words = 'the same again';" * 200


@pytest.fixture(scope="module")
def server():
    spec = importlib.util.spec_from_file_location("classroom", ROOT / "deploy/classroom.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Files:
    """An app that serves files as Starlette does, and counts how often each was asked for."""

    def __init__(self, **files: tuple[int, str, bytes]) -> None:
        self.files, self.asked = files, []

    async def __call__(self, scope, receive, send) -> None:
        self.asked.append(scope["path"])
        status, kind, body = self.files[scope["path"].rpartition("/")[2]]
        await asyncio.sleep(0)
        headers = [(b"content-type", kind.encode()), (b"content-length", b"%d" % len(body))]
        headers += [(b"cache-control", b"immutable"), (b"etag", b"whole")]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        half = len(body) // 2
        await send({"type": "http.response.body", "body": body[:half], "more_body": True})
        await send({"type": "http.response.body", "body": body[half:]})


def fetch(app, path: str, *, times: int = 1, method: str = "GET", **headers: str) -> list:
    """Ask for a path so many times at once; return status, headers and body of each answer."""
    asked = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": "http", "method": method, "path": path, "headers": asked}

    async def one() -> tuple[int, dict, bytes]:
        got = []

        async def send(message) -> None:
            got.append(message)

        await app(scope, None, send)
        body = b"".join(message.get("body", b"") for message in got[1:])
        return got[0]["status"], dict(got[0]["headers"]), body

    async def all_of_them() -> list:
        return await asyncio.gather(*(one() for _ in range(times)))

    return run(all_of_them())


def test_a_file_is_compressed_once_however_many_ask(server) -> None:
    files = Files(a=(200, "text/javascript", WORDS))
    answers = fetch(server.KeptCompressed(files), "/static/a", times=60, accept_encoding="gzip, br")
    assert files.asked == ["/static/a"]
    for status, headers, body in answers:
        assert (status, gzip.decompress(body)) == (200, WORDS)
        assert headers[b"content-encoding"] == b"gzip"
        assert int(headers[b"content-length"]) == len(body) < len(WORDS) / 10
        assert headers[b"vary"] == b"accept-encoding"
        assert headers[b"cache-control"] == b"immutable"
        assert b"etag" not in headers  # it named the file as it was


@pytest.mark.parametrize(
    ("path", "asked"),
    [
        ("/static/a", {}),
        ("/static/a", {"accept_encoding": "br"}),
        ("/static/a", {"accept_encoding": "gzip", "range": "bytes=0-9"}),
        ("/static/a", {"accept_encoding": "gzip", "if_none_match": "whole"}),
        ("/static/font", {"accept_encoding": "gzip"}),
        ("/static/short", {"accept_encoding": "gzip"}),
        ("/media/a", {"accept_encoding": "gzip"}),
    ],
)
def test_what_need_not_be_is_sent_as_it_is(server, path: str, asked: dict) -> None:
    files = Files(
        a=(200, "text/javascript", WORDS),
        font=(200, "font/woff2", WORDS),
        short=(200, "text/css", b"a {}"),
    )
    ((status, headers, body),) = fetch(server.KeptCompressed(files), path, **asked)
    assert (status, body) == (200, files.files[path.rpartition("/")[2]][2])
    assert b"content-encoding" not in headers


def test_a_file_that_is_not_there_is_asked_for_again(server) -> None:
    files = Files(a=(404, "text/html", WORDS))
    app = server.KeptCompressed(files)
    for _ in range(2):
        ((status, _, body),) = fetch(app, "/static/a", accept_encoding="gzip")
        assert (status, body) == (404, WORDS)
    assert files.asked == ["/static/a", "/static/a"]


def test_an_app_that_fails_is_asked_again(server) -> None:
    files = Files()
    app = server.KeptCompressed(files)
    for _ in range(2):
        with pytest.raises(KeyError):
            fetch(app, "/static/a", accept_encoding="gzip")
    assert len(files.asked) == 2
