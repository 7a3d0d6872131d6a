"""A visitor who uploads a photo: Streamlit's own requests, without a browser."""

import asyncio
import time
import urllib.request
import uuid
from dataclasses import dataclass, field
from io import BytesIO

import numpy as np
from PIL import Image
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

from benchmarks.visitors import PATIENCE, Visitor


def phone_photo(width: int, height: int, seed: int = 0) -> bytes:
    """Return a JPEG with the detail of a real photo: the coffee sample, enlarged, with noise."""
    from cnncore.photos import sample_photo

    image = Image.fromarray(sample_photo("coffee").pixels).resize((width, height))
    noise = np.random.default_rng(seed).normal(0, 6, (height, width, 3))
    noisy = np.clip(np.asarray(image) + noise, 0, 255).astype(np.uint8)
    file = BytesIO()
    Image.fromarray(noisy).save(file, "JPEG", quality=90)
    return file.getvalue()


@dataclass
class Photographer(Visitor):
    """A visitor who uploads photos of their own."""

    _session: str = ""
    _uploader: tuple[str, str] = ("", "")
    _places: list = field(default_factory=list)

    async def upload(self, *photos: bytes) -> float:
        """Upload photos; return the seconds from the first byte to the finished page."""
        started = time.perf_counter()
        message = BackMsg()
        request = message.file_urls_request
        request.request_id, request.session_id = uuid.uuid4().hex, self._session
        names = [f"photo-{number}.jpg" for number in range(len(photos))]
        request.file_names.extend(names)
        await self._socket.send(message.SerializeToString())
        async with asyncio.timeout(self.patience):
            while not self._places:
                self._finished(ForwardMsg.FromString(await self._socket.recv()))
        places, self._places = self._places, []
        state = WidgetState(id=self._uploader[0])
        for name, data, place in zip(names, photos, places, strict=True):
            await asyncio.to_thread(put_file, self.address, place.upload_url, data)
            info = state.file_uploader_state_value.uploaded_file_info.add()
            info.name, info.size, info.file_id = name, len(data), place.file_id
            info.file_urls.CopyFrom(place)
        await self._rerun(fragment=self._uploader[1], also=state)
        return time.perf_counter() - started

    async def choose(self, key: str, value: str) -> float:
        """Set the control with this key; return the seconds until the page is finished."""
        name, (kind, _, _) = next(
            (name, widget) for name, widget in self._widgets.items() if name.endswith(f"-{key}")
        )
        state = WidgetState(id=name)
        if kind == "button_group":
            state.string_array_value.data.append(value)
        else:
            state.string_value = value
        self._states[name] = state
        started = time.perf_counter()
        await self._rerun()
        return time.perf_counter() - started

    def _finished(self, message: ForwardMsg) -> bool:
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self._session = message.new_session.initialize.session_id
        elif kind == "file_urls_response":
            self._places = list(message.file_urls_response.file_urls)
        return super()._finished(message)

    def _meet(self, element: object, fragment: str) -> None:
        if element.WhichOneof("type") == "file_uploader":
            self._uploader = (element.file_uploader.id, fragment)
        super()._meet(element, fragment)


def put_file(address: str, path: str, data: bytes) -> None:
    """Send a file as the browser does: one part of a form, by PUT, with the server's token."""
    with urllib.request.urlopen(f"{address}/_stcore/health", timeout=PATIENCE) as answer:
        cookie = answer.headers["Set-Cookie"].split(";")[0]
    mark = uuid.uuid4().hex
    head = f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="photo.jpg"\r\n'
    parts = (head.encode(), b"Content-Type: image/jpeg\r\n\r\n", data, b"\r\n--", mark.encode())
    form = {
        "Content-Type": f"multipart/form-data; boundary={mark}",
        "Cookie": cookie,
        "X-Xsrftoken": cookie.partition("=")[2],
    }
    body = b"".join(parts) + b"--\r\n"
    request = urllib.request.Request(address + path, body, form, method="PUT")
    with urllib.request.urlopen(request, timeout=PATIENCE):
        pass
