"""What one server process does for all its visitors, beside what each of them asks for."""

import ctypes
import gc
import socket
import sys
import threading

_settled_modules = 0
_TIDY_EVERY = 5.0  # seconds
_TURN = 0.001  # seconds; a lesson sends some fifty messages, and after each waits for its next turn
_MALLOC = {-8: 2, -3: 256 << 10, -1: 1 << 20}  # glibc's M_ARENA_MAX, _MMAP_ and _TRIM_THRESHOLD


def settle() -> None:
    """Take all that is imported by now out of the garbage collector's rounds.

    A round over the modules of a lesson takes 15 ms, over torch's 120 ms; frozen ones cost
    nothing. One torch thread a visitor keeps many visitors quick; training runs in processes of
    its own.
    """
    global _settled_modules
    if len(sys.modules) == _settled_modules:
        return
    if not _settled_modules:
        sys.setswitchinterval(_TURN)
        _send_at_once()
        _keep_tidy()
    _settled_modules = len(sys.modules)
    torch = sys.modules.get("torch")
    if torch is not None and hasattr(torch, "set_num_threads"):
        torch.set_num_threads(1)
    gc.collect()
    gc.freeze()


def _keep_tidy() -> None:
    """Collect garbage and hand freed memory back in a thread of its own.

    Streamlit would collect after every script run, while the visitor's next move waits
    (`runner.postScriptGC` in .streamlit/config.toml switches that off). glibc keeps freed memory
    in one arena a thread, and every script run is a new thread: two arenas, and what is free at
    their ends goes back to the system. What is larger than 256 KB lies in neither, so that less
    is left free between what stays.
    """
    library = ctypes.CDLL(None) if sys.platform == "linux" else None
    if library is not None and hasattr(library, "mallopt"):
        for what, value in _MALLOC.items():
            library.mallopt(what, value)
    hand_back = getattr(library, "malloc_trim", lambda keep: None)

    def tidy() -> None:
        while not pause.wait(_TIDY_EVERY):
            gc.collect()
            hand_back(0)

    pause = threading.Event()
    threading.Thread(target=tidy, name="tidy", daemon=True).start()


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
