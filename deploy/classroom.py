"""The app for a class on one Wi-Fi: what every browser fetches is compressed once, and kept.

Run it from the repository's folder, with the options of `streamlit run streamlit_app.py`:

    streamlit run deploy/classroom.py --server.address=0.0.0.0
"""

import asyncio
import gzip
from dataclasses import dataclass
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

ROOT = Path(__file__).parent.parent
STATIC = "/static/"  # Streamlit's own files, named by their content: they never change
WORDS = ("text/", "application/javascript", "application/json", "image/svg+xml")
LEAST = 1000  # bytes that are worth the trouble


@dataclass(frozen=True)
class Answer:
    """The whole answer to a request."""

    start: Message
    body: bytes

    async def send(self, send: Send) -> None:
        """Send it in two messages."""
        await send(self.start)
        await send({"type": "http.response.body", "body": self.body})

    @property
    def is_worth_it(self) -> bool:
        """Tell whether it is a file of words, and long enough."""
        kind = dict(self.start["headers"]).get(b"content-type", b"").decode()
        return self.start["status"] == 200 and kind.startswith(WORDS) and len(self.body) >= LEAST

    def compressed(self) -> "Answer":
        """Return the same, compressed."""
        body = gzip.compress(self.body, 9, mtime=0)
        headers = [
            (name, value)
            for name, value in self.start["headers"]
            if name not in (b"content-length", b"etag", b"vary", b"accept-ranges")
        ]
        headers += [
            (b"content-encoding", b"gzip"),
            (b"content-length", str(len(body)).encode()),
            (b"vary", b"accept-encoding"),
        ]
        return Answer({**self.start, "headers": headers}, body)


class KeptCompressed:
    """Compress each of Streamlit's own files when it is first asked for, and keep that.

    However many ask for a file at once, it is compressed once, beside the server's own thread.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._answers: dict[str, asyncio.Task[Answer]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer from what is kept, or pass the request on."""
        if not _may_be_compressed(scope):
            await self._app(scope, receive, send)
            return
        path = scope["path"]
        if path not in self._answers:
            self._answers[path] = asyncio.create_task(self._answer(scope, receive))
        try:
            answer = await asyncio.shield(self._answers[path])
        except Exception:
            self._answers.pop(path, None)
            raise
        if answer.start["status"] != 200:
            self._answers.pop(path, None)  # only files that are there are kept
        await answer.send(send)

    async def _answer(self, scope: Scope, receive: Receive) -> Answer:
        messages: list[Message] = []

        async def collect(message: Message) -> None:
            messages.append(message)

        await self._app(scope, receive, collect)
        body = b"".join(message.get("body", b"") for message in messages[1:])
        answer = Answer(messages[0], body)
        return await asyncio.to_thread(answer.compressed) if answer.is_worth_it else answer


def _may_be_compressed(scope: Scope) -> bool:
    if scope["type"] != "http" or scope["method"] != "GET" or not scope["path"].startswith(STATIC):
        return False
    headers = dict(scope["headers"])
    whole = not {b"range", b"if-none-match", b"if-modified-since"} & headers.keys()
    return whole and b"gzip" in headers.get(b"accept-encoding", b"")


app = st.App(ROOT / "streamlit_app.py", middleware=[Middleware(KeptCompressed)])
