"""Seats of a led class: visitors who look where their host is, go there, and predict.

What the browser does by itself is done here: parts of a page are drawn anew at their interval, and
an address that a script opens is gone to.
"""

import asyncio
import html
import json
import re
import time
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

from benchmarks.visitors import Visitor

_OPENED = re.compile(r"history\.pushState\(\{\}, '', (\".*?\")\)")


@dataclass
class Seat(Visitor):
    """One open tab that lives on between its visitor's moves.

    `words` is the text the page has shown, the latest last; `fields` are the ids of inputs to
    type into, by label.
    """

    words: list[str] = field(default_factory=list)
    fields: dict[str, str] = field(default_factory=dict)
    path: str = ""
    came: float = 0.0  # when the lesson gone to last was complete
    _timers: dict[str, float] = field(default_factory=dict)
    _told: str = ""
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def sit(self) -> None:
        """Draw every part that has an interval anew when it is due, and go where one is told to."""
        due: dict[str, float] = {}
        while True:
            now = time.perf_counter()
            due = {one: due.get(one, now + every) for one, every in self._timers.items()}
            soonest = min(due, key=due.__getitem__, default="")
            if not soonest or due[soonest] > now:
                await asyncio.sleep(min(0.02, due[soonest] - now) if soonest else 0.02)
                continue
            due[soonest] = now + self._timers[soonest]
            async with self._turn:
                if soonest in self._timers:  # not gone to another lesson meanwhile
                    await self._rerun(fragment=soonest)
                await self._go()

    async def _go(self) -> None:
        if self._told:
            address, self._told = urlsplit(self._told), ""
            path = address.path.strip("/")
            await self.switch(path, address.query, told=True)
            self.path = path
            self.came = time.perf_counter()

    async def say(self, label: str, text: str | float, button: str) -> None:
        """Fill the input of this label in, and press the button of its form."""
        async with self._turn:
            state = WidgetState(id=self.fields[label])
            if isinstance(text, str):
                state.string_value = text
            else:
                state.double_value = text
            self._states[state.id] = state
            await self.press(button)

    def _finished(self, message: ForwardMsg) -> bool:
        kind = message.WhichOneof("type")
        if kind == "new_session" and not message.metadata.run.fragment_ids:
            self._timers.clear()
        elif kind == "auto_rerun":
            self._timers[message.auto_rerun.fragment_id] = message.auto_rerun.interval
        return super()._finished(message)

    def _meet(self, element: object, fragment: str) -> None:
        super()._meet(element, fragment)
        kind = element.WhichOneof("type")
        item = getattr(element, kind)
        if kind in ("text_input", "number_input"):
            self.fields[item.label] = item.id
        elif kind in ("markdown", "html"):
            self.words.append(html.unescape(item.body))
            if kind == "html" and (opened := _OPENED.findall(item.body)):
                self._told = json.loads(opened[-1])
