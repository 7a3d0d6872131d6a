"""The app's server with a window into its process: `python -m tests.browser.looked_into PORT ...`.

A list of bytes, as JSON of their hex, posted to PORT is answered with the kinds of the living
objects that hold each. What is named after PORT goes to `streamlit run`.
"""

import gc
import json
import sys
import threading
from collections import defaultdict
from http.server import BaseHTTPRequestHandler, HTTPServer

import numpy as np
from google.protobuf.message import Message

Kinds = dict[str, list[str]]


def holders(wanted: list[bytes]) -> Kinds:
    """Return which kinds of objects hold something with these bytes in it, by their hex."""
    gc.collect()
    gc.unfreeze()  # frozen objects are in no list, and may hold what came later
    least = min(map(len, wanted))
    found: dict[str, set[str]] = defaultdict(set)
    met: set[int] = set()
    for holder in gc.get_objects():
        for held in gc.get_referents(holder):
            if id(held) in met or any(held is one for one in wanted):
                continue
            met.add(id(held))
            content = _bytes(held, least)
            for one in wanted:
                if one in content:
                    found[one.hex()].add(f"{type(holder).__name__} of {type(held).__name__}")
    return {one.hex(): sorted(found[one.hex()]) for one in wanted}


def _bytes(thing: object, least: int) -> bytes:
    kind = type(thing)
    if kind is str and len(thing) >= least:
        return thing.encode(errors="replace")
    if kind in (bytes, bytearray) and len(thing) >= least:
        return bytes(thing)
    if kind is np.ndarray and thing.nbytes >= least and thing.dtype != object:
        return thing.tobytes()
    if isinstance(thing, Message) and thing.ByteSize() >= least:
        return thing.SerializeToString()
    return b""


class Window(BaseHTTPRequestHandler):
    """Answers what the process holds."""

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        told = json.dumps(holders([bytes.fromhex(one) for one in asked])).encode()
        self.send_response(200)
        self.end_headers()
        self.wfile.write(told)

    def log_message(self, *said: object) -> None:
        """Keep the server's log for the app's own words."""


def main() -> None:
    """Open the window, then be `streamlit run`."""
    from streamlit.web import cli

    port, *options = sys.argv[1:]
    window = HTTPServer(("127.0.0.1", int(port)), Window)
    threading.Thread(target=window.serve_forever, daemon=True).start()
    sys.argv = ["streamlit", "run", "streamlit_app.py", *options]
    cli.main()


if __name__ == "__main__":
    main()
