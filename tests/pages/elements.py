"""The words and the numbers in what a page is sent: texts in full, pictures as sums."""

import base64
import io
import json
import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

import numpy as np
import pyarrow as pa
from google.protobuf.message import Message
from PIL import Image
from streamlit.runtime.media_file_manager import MediaFileManager

NUMBER = re.compile(r"[-−+]?\d[\d,]*(?:\.\d+)?(?:e[-+]?\d+)?")
SUMS = "  sums "
Read = tuple[list[str], list[list[float]]]  # words; numbers, in groups
_FRAME = {"tab", "flex_container", "vertical", "divider", "empty", "page_link"}
_COLOUR = re.compile(r"#[0-9a-f]{6}\b", re.IGNORECASE)
_HEX = re.compile(r"\b[0-9a-f]{32,}\b")  # what a file is called by its content
_TAG = re.compile(r"<[^>]+>")
_DATA = re.compile(r"data:image/[\w+]+;base64,([^\"')]+)")
_MOST = 600  # letters of one element


def value_of(number: str) -> float:
    """Read a number as a page writes it."""
    return float(number.replace("−", "-").replace(",", ""))


@contextmanager
def media() -> Iterator[dict[str, bytes]]:
    """Keep what the page puts behind addresses."""
    kept: dict[str, bytes] = {}
    add = MediaFileManager.add

    def keep(self, data, *given, **named) -> str:
        url = add(self, data, *given, **named)
        kept[url] = data
        return url

    with mock.patch.object(MediaFileManager, "add", keep):
        yield kept


def leaves(node: Any) -> Iterator[Any]:
    children = getattr(node, "children", None)
    for child in children.values() if children else ():
        yield from leaves(child)
    if not children and node.type not in _FRAME:
        yield node


def lines(element: Any, files: dict[str, bytes]) -> Iterator[str]:
    """Yield the words of one element, and the sums of its numbers and pictures."""
    texts, numbers = _read(element.type, element.proto, files)
    words = _HEX.sub("", " ".join(" ".join(texts).split()))
    if len(words) > _MOST:
        rest = zlib.crc32(NUMBER.sub("0", words[_MOST:]).encode())
        words = f"{words[:_MOST]} … {rest:x} ({len(words) - _MOST} letters more)"
    if words:
        yield f"{element.type}: {words}"
    for some in numbers:
        if any(some):
            yield f"{SUMS}{_sums(np.array(some, float))}"


def _read(kind: str, proto: Any, files: dict[str, bytes]) -> Read:
    if kind == "html":
        return _html(proto.body)
    if kind in ("plotly_chart", "bidi_component"):
        told = proto.spec if kind == "plotly_chart" else proto.mixed.json or proto.json
        return _within(json.loads(told or "null"))
    if kind == "vega_lite_chart":
        texts, numbers = _within(json.loads(proto.spec))
        for data in (proto.data.data, *(one.data.data for one in proto.datasets)):
            numbers += _table(data)[1]
        return texts, numbers
    if kind == "dataframe":
        return _table(proto.arrow_data.data)
    if kind in ("imgs", "image"):
        pictures = [_picture(files[one.url]) for one in proto.imgs]
        return [one.caption for one in proto.imgs], pictures
    return [*_said(proto)], []


def _said(proto: Any) -> Iterator[str]:
    """Yield what a control or a text says: its words, its bounds, what it offers and holds."""
    for field, value in proto.ListFields():
        if field.name in ("id", "form_id", "url", "icon", "key", "file_urls_json"):
            continue
        many = [value] if isinstance(value, str | int | float | bytes | Message) else value
        if field.message_type is not None:
            for item in many:
                yield from _said(item)
        elif field.enum_type is None and field.type != field.TYPE_BOOL:
            yield from (f"{one:g}" if isinstance(one, float) else str(one) for one in many)
        elif value and field.name in ("disabled", "default", "value"):
            yield field.name


def _html(body: str) -> Read:
    """Return the words of HTML, and the numbers of its tags and of each of its pictures."""
    body = re.sub(r"<(style|script)\b.*?</\1>", "", body, flags=re.DOTALL)
    pictures = [_picture(base64.b64decode(data)) for data in _DATA.findall(body)]
    body = _DATA.sub("", body)
    tags = [number for tag in _TAG.findall(body) for number in _numbers(tag)]
    return [_TAG.sub(" ", body)], [tags, *pictures]


def _within(told: object) -> Read:
    """Return the words and the numbers in what JSON holds, and its pictures'."""
    texts: list[str] = []
    numbers: list[float] = []
    pictures: list[list[float]] = []
    for one in _scalars(told):
        if not isinstance(one, str):
            numbers.append(one)
        elif one.lstrip().startswith("<") or "data:image" in one:
            words, found = _html(one)
            texts, pictures = texts + words, pictures + found
        elif " " in one and not _COLOUR.search(one):
            texts.append(one)
        else:
            numbers += _numbers(one)
    return texts, [numbers, *pictures]


def _scalars(told: object) -> Iterator[float | str]:
    """Yield the numbers and the texts in what JSON holds, JSON within JSON too."""
    if isinstance(told, dict) and "bdata" in told:  # an array of Plotly's
        yield from np.frombuffer(base64.b64decode(told["bdata"]), told["dtype"]).astype(float)
    elif isinstance(told, dict | list):
        for one in told.values() if isinstance(told, dict) else told:
            yield from _scalars(one)
    elif isinstance(told, str) and told[:1] in ("{", "["):
        try:
            yield from _scalars(json.loads(told))
        except ValueError:
            yield told
    elif isinstance(told, str):
        yield told
    elif told is not None:
        yield float(told)


def _table(data: bytes) -> Read:
    if not data:
        return [], []
    table = pa.ipc.open_stream(io.BytesIO(data)).read_pandas()
    return _within(json.loads(table.to_json(orient="split")))


def _picture(raw: bytes) -> list[float]:
    if raw.lstrip().startswith(b"<"):
        return _numbers(raw.decode())
    picture = Image.open(io.BytesIO(raw)).convert("RGB")
    return [*picture.size, *np.asarray(picture, float).ravel().tolist()]


def _numbers(text: str) -> list[float]:
    text = _HEX.sub("", text)
    colours = [int(c[i : i + 2], 16) for c in _COLOUR.findall(text) for i in (1, 3, 5)]
    return [*colours, *(value_of(one) for one in NUMBER.findall(_COLOUR.sub("", text)))]


def _sums(values: np.ndarray) -> str:
    """Say how many, their sum, that weighted unlike for each place, and that of their sizes."""
    values = values[np.isfinite(values)]
    weights = (np.arange(len(values)) * 0.6180339887) % 1
    sums = (values.sum(), values @ weights, np.abs(values).sum())
    return " ".join([str(len(values)), *(f"{one:.6g}" for one in sums)])
