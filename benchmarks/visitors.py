"""Visitors without a browser: they speak Streamlit's own websocket messages to a local server.

A visitor opens a lesson, learns from the server's answer which controls stand on it, moves one to
a random legal value, and times how long the server takes until its script has ended.
"""

import asyncio
import random
import time
from dataclasses import dataclass, field

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect

# a script that has not ended by then counts as a failure, not as a slow answer
PATIENCE = 60.0
_GOES_ON = ForwardMsg.ScriptFinishedStatus.Value("FINISHED_EARLY_FOR_RERUN")
MOVABLE = ("slider", "selectbox", "radio", "checkbox", "number_input", "button_group")
TYPED = ("text_input", "text_area")


@dataclass
class Visitor:
    """One open tab; `failures` holds what it was shown as an exception.

    It types only where it is given `texts` to choose from.
    """

    address: str
    random: random.Random
    texts: tuple[str, ...] = ()
    patience: float = PATIENCE
    failures: list[str] = field(default_factory=list)
    received: int = 0
    doing: str = ""
    _socket: ClientConnection | None = None
    _pages: dict[str, str] = field(default_factory=dict)
    _hash: str = ""
    _query: str = ""
    _widgets: dict[str, tuple[str, object, str]] = field(default_factory=dict)
    _buttons: dict[str, tuple[str, str]] = field(default_factory=dict)
    _states: dict[str, WidgetState] = field(default_factory=dict)

    async def join(self, path: str, query: str = "") -> float:
        """Open a lesson by its path in the address; return the seconds until it is complete."""
        self.doing = f"join {path}?{query}"
        started = time.perf_counter()
        url = self.address.replace("http", "ws", 1) + "/_stcore/stream"
        self._socket = await connect(url, subprotocols=["streamlit"], max_size=None)
        await self._rerun(page=path, query=query)
        return time.perf_counter() - started

    async def switch(self, path: str, query: str = "", *, told: bool = False) -> float:
        """Follow a link to another lesson of the same session; return the seconds it took.

        `told` is for an address that a script opened, which the browser takes as its history's.
        """
        self.doing = f"switch to {path}?{query}"
        started = time.perf_counter()
        self._widgets.clear()
        self._buttons.clear()
        self._hash = self._pages.get(path, "")
        await self._rerun(query=query, told=told)
        return time.perf_counter() - started

    async def move(self) -> float | None:
        """Move one control to a random legal value; return the seconds, None if there is none."""
        if not self._widgets:
            return None
        name = self.random.choice(sorted(self._widgets))
        kind, element, fragment = self._widgets[name]
        state = random_state(kind, element, self.random, self.texts)
        if state is None:
            return None
        self.doing = f"set {name.rpartition('-')[2]} to {str(state)[-80:]!r}"
        started = time.perf_counter()
        self._states[name] = state
        await self._rerun(fragment=fragment)
        return time.perf_counter() - started

    @property
    def controls(self) -> list[str]:
        """Return the names of the controls that stand on the page now."""
        return sorted(self._widgets)

    @property
    def buttons(self) -> list[str]:
        """Return the labels of the buttons that stand on the page now."""
        return sorted(self._buttons)

    async def press(self, label: str) -> float | None:
        """Press the button with this label; return the seconds, None if it is not there."""
        if label not in self._buttons:
            return None
        self.doing = f"press {label}"
        name, fragment = self._buttons[label]
        started = time.perf_counter()
        pressed = WidgetState(id=name, trigger_value=True)
        await self._rerun(fragment=fragment, also=pressed)
        return time.perf_counter() - started

    async def leave(self) -> None:
        """Close the tab."""
        if self._socket is not None:
            await self._socket.close()

    async def _rerun(
        self,
        *,
        page: str = "",
        query: str | None = None,
        fragment: str = "",
        also: WidgetState | None = None,
        told: bool = False,
    ) -> None:
        if query is not None:
            self._query = query
        message = BackMsg()
        client = message.rerun_script
        client.query_string, client.page_name = self._query, page
        client.page_script_hash, client.fragment_id = self._hash, fragment
        client.is_history_navigation = told
        states = [*self._states.values(), *([also] if also else [])]
        client.widget_states.widgets.extend(states)
        await self._socket.send(message.SerializeToString())
        async with asyncio.timeout(self.patience):
            while True:
                packet = await self._socket.recv()
                self.received += len(packet)
                if self._finished(ForwardMsg.FromString(packet)):
                    return

    def _finished(self, message: ForwardMsg) -> bool:
        kind = message.WhichOneof("type")
        if kind == "navigation":
            self._hash = message.navigation.page_script_hash
            pages = message.navigation.app_pages
            self._pages = {p.url_pathname: p.page_script_hash for p in pages}
        elif kind == "new_session":
            self._forget(set(message.metadata.run.fragment_ids))
        elif kind == "page_info_changed":
            self._query = message.page_info_changed.query_string
        elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            self._meet(message.delta.new_element, message.delta.fragment_id)
        return kind == "script_finished" and message.script_finished != _GOES_ON

    def _forget(self, fragments: set[str]) -> None:
        """Drop what a new run draws again: a fragment's controls, or the whole page's."""
        for met in (self._widgets, self._buttons):
            for name in [n for n in met if not fragments or met[n][-1] in fragments]:
                del met[name]

    def _meet(self, element: object, fragment: str) -> None:
        kind = element.WhichOneof("type")
        item = getattr(element, kind)
        if kind == "exception":
            self.failures.append(f"{self.doing}: {item.type}: {item.message}")
        elif kind == "button" and not item.disabled:
            self._buttons[item.label] = (item.id, fragment)
        elif kind in MOVABLE + (TYPED if self.texts else ()) and not item.disabled:
            self._widgets[item.id] = (kind, item, fragment)


def random_state(
    kind: str, item: object, random: random.Random, texts: tuple[str, ...] = ()
) -> WidgetState | None:
    """Return a random legal state for a control, None where it offers no choice."""
    state = WidgetState(id=item.id)
    if kind in TYPED:
        text = random.choice(texts)
        state.string_value = text[: item.max_chars] if item.max_chars else text
        return state
    if kind == "slider":
        if item.options:
            state.string_array_value.data.append(random.choice(item.options))
        else:
            steps = int((item.max - item.min) / item.step)
            values = (item.min + item.step * random.randint(0, steps) for _ in item.default)
            state.double_array_value.data.extend(sorted(values))
    elif kind == "number_input":
        if not (item.has_min and item.has_max):
            return None
        steps = int((item.max - item.min) / item.step)
        state.double_value = item.min + item.step * random.randint(0, steps)
    elif kind == "checkbox":
        state.bool_value = random.random() < 0.5
    elif kind == "button_group":
        if not item.options:
            return None
        state.string_array_value.data.append(random.choice(item.options).content)
    else:
        if not item.options:
            return None
        state.string_value = random.choice(item.options)
    return state
