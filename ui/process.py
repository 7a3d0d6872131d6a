"""What one server process does for all its visitors, whenever something new was imported."""

import gc
import socket
import sys

_settled_modules = 0


def settle() -> None:
    """Take all that is imported by now out of the garbage collector's rounds.

    Streamlit collects garbage after every script run: 15 ms over the modules of a lesson, 120 ms
    over torch's; frozen ones cost nothing. One torch thread a visitor keeps many visitors quick;
    training runs in processes of its own.
    """
    global _settled_modules
    if len(sys.modules) == _settled_modules:
        return
    if not _settled_modules:
        _send_at_once()
    _settled_modules = len(sys.modules)
    if hasattr(torch := sys.modules.get("torch"), "set_num_threads"):
        torch.set_num_threads(1)
    gc.collect()
    gc.freeze()


def _send_at_once() -> None:
    """Switch Nagle's algorithm off on the server's sockets, listening ones and their children.

    Streamlit's server opens its own listening socket, so asyncio, which does this for its own,
    leaves it out; every answer then waits 40 ms for the browser's delayed acknowledgement.
    """
    for item in gc.get_objects():
        if issubclass(type(item), socket.socket) and item.type == socket.SOCK_STREAM:
            try:
                item.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            except OSError:  # closed meanwhile, or not TCP
                continue
