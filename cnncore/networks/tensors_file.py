"""Tensors by name out of a file from elsewhere: PyTorch's or safetensors, nothing executed."""

import io
import pickletools
from collections.abc import Callable, Iterable, Mapping
from zipfile import ZipFile

import torch
from safetensors.torch import load

from cnncore.border.archives import read_archive
from cnncore.errors import InputError

MOST_BYTES = 45_000_000  # packed and unpacked: ten million float32 weights and some room
TODO = (
    "Choose a state dict saved by this page, by torch.save(model.state_dict(), ...) "
    "or by safetensors."
)
_MOST_NAMES = 500_000  # bytes that say what the tensors are: a pickle, or a JSON header
_MOST_REPEATS = 6  # containers used again: each may double what has to be walked through
_MOST_WRAPS = 4

_STORAGES = "Float Double Half BFloat16 Long Int Short Char Byte Bool ComplexFloat ComplexDouble"
_READ = {
    "collections OrderedDict",
    "torch._utils _rebuild_parameter",
    "torch._utils _rebuild_tensor",
    "torch._utils _rebuild_tensor_v2",
    *(f"torch {kind}Storage" for kind in _STORAGES.split()),
}
_NOT_READ = {
    "torch._utils _rebuild_sparse_tensor": "sparse tensors",
    "torch._utils _rebuild_qtensor": "quantized tensors",
    "torch._utils _rebuild_meta_tensor_no_storage": "tensors without numbers (device “meta”)",
    "torch._utils _rebuild_nested_tensor": "nested tensors",
}
_NAMES = {"UNICODE", "BINUNICODE", "SHORT_BINSTRING", "GLOBAL"}  # may be used again at will
_COUNT = "num_batches_tracked"
_AVERAGED = "n_averaged"  # stands beside the weights in torch's AveragedModel
_REAL = {
    *(torch.float16, torch.bfloat16, torch.float32, torch.float64),
    *(torch.uint8, torch.int8, torch.int16, torch.int32, torch.int64),
}
_WRAPPERS = ("state_dict", "model_state_dict", "model", "network", "net", "weights")


def read_tensors(content: bytes, most: int = MOST_BYTES) -> dict[str, torch.Tensor]:
    """Return the dense tensors of a state dict in a file's content, by name.

    Reads what `torch.save` writes, in either of its formats, and safetensors; a state dict under
    a key such as "state_dict" or "model" is taken out. `InputError` says what else it is. The
    file is measured first: nothing beyond `most` bytes is unpacked.
    """
    if len(content) > most:
        got = f"{len(content) / 1e6:,.0f} MB"
        raise InputError(f"at most {most / 1e6:,.0f} MB", got, TODO)
    try:
        loaded = _reader(content)(content, most)
        return _state_dict(loaded, most)
    except InputError:
        raise
    except Exception as error:  # torch raises a dozen kinds for what it will not read
        got = f"a damaged or different file ({type(error).__name__})"
        raise InputError("a file of weights", got, TODO) from error


def _reader(content: bytes) -> Callable[[bytes, int], object]:
    if content.startswith(b"PK\x03\x04"):
        return _read_zip
    if content.startswith(b"\x80"):
        return _read_old
    if content[8:9] == b"{":
        return _read_safetensors
    raise InputError("a file of weights", "a file of another kind", TODO)


def _read_zip(content: bytes, most: int) -> object:
    """Read what torch has written since 1.6: a zip of one pickle and the numbers.

    It is packed anew, so that torch reads the very members that were measured.
    """
    members = read_archive(content, most, TODO)
    pickles = [name for name in members if name.endswith("/data.pkl")]
    folder = pickles[0].removesuffix("data.pkl") if pickles else ""
    if len(pickles) != 1 or f"{folder}constants.pkl" in members:
        raise InputError("a file of weights", "an archive of another kind", TODO)
    _require_plain_pickle(io.BytesIO(members[pickles[0]]), len(members[pickles[0]]))
    packed = io.BytesIO()
    with ZipFile(packed, "w") as archive:
        for name in list(members):
            archive.writestr(name, members.pop(name))
    packed.seek(0)
    return torch.load(packed, map_location="cpu", weights_only=True)


def _read_old(content: bytes, most: int) -> object:
    """Read what torch wrote before 1.6: five pickles, then the numbers."""
    stream = io.BytesIO(content)
    for _ in range(5):  # magic number, version, system, tensors, keys
        _require_plain_pickle(stream, _MOST_NAMES)
    return torch.load(io.BytesIO(content), map_location="cpu", weights_only=True)


def _read_safetensors(content: bytes, most: int) -> object:
    if int.from_bytes(content[:8], "little") > _MOST_NAMES:
        raise InputError("a file of weights", "a header of more than half a megabyte", TODO)
    return load(content)


def _require_plain_pickle(stream: io.BytesIO, size: int) -> None:
    """Read through a pickle, executing nothing: it may only ask for what a state dict needs."""
    made, memo, repeats = "", {}, 0
    if size > _MOST_NAMES:
        raise InputError("a file of weights", "a list of names of more than half a megabyte", TODO)
    for code, argument, _ in pickletools.genops(stream):
        if stream.tell() > _MOST_NAMES:
            raise InputError("a file of weights", "a list of names without end", TODO)
        if code.name == "GLOBAL" and argument not in _READ:
            wish = str(argument)
            asked = _NOT_READ.get(wish, f"a file that asks for {wish.replace(' ', '.')}")
            raise InputError("weights as dense tensors and nothing else", asked, TODO)
        if "PUT" in code.name:
            memo[argument] = made
        elif "GET" in code.name:
            made = memo.get(argument, "")
            repeats += made not in _NAMES
        else:
            made = code.name
        if repeats > _MOST_REPEATS:
            raise InputError("a file of weights", "one that refers to itself again and again", TODO)


def _state_dict(loaded: object, most: int) -> dict[str, torch.Tensor]:
    held = loaded
    for _ in range(_MOST_WRAPS):
        if not isinstance(held, dict):
            break
        entries = dict(dict.items(held))  # not its own `items`, which a file may have replaced
        if all(isinstance(name, str) for name in entries) and all(
            isinstance(one, torch.Tensor) for one in entries.values()
        ):
            return {name: _dense(name, one, most) for name, one in entries.items()}
        held = next((entries[key] for key in _WRAPPERS if key in entries), None)
    got = f"something else ({type(loaded).__name__})"
    if isinstance(loaded, dict):
        got = f"{listed(dict.keys(loaded))} with other things than tensors"
    raise InputError("a state dict: names and tensors", got, TODO)


def _dense(name: str, value: torch.Tensor, most: int) -> torch.Tensor:
    if value.layout is not torch.strided or value.is_quantized or value.device.type != "cpu":
        kind = "a quantized tensor" if value.is_quantized else f"{value.layout} on {value.device}"
        raise InputError(f"{name} as a dense tensor", kind, TODO)
    if value.untyped_storage().nbytes() > most:
        raise InputError(f"{name} of at most {most / 1e6:.0f} MB", "a larger one", TODO)
    return value.detach()


def listed(names: Iterable[object]) -> str:
    """Write a few names and how many more there are.

    >>> listed("abcdef")
    'a, b, c, d and 2 more'
    """
    words = [name[:40] if isinstance(name, str) else type(name).__name__ for name in names]
    more = f" and {len(words) - 4} more" if len(words) > 4 else ""
    return ", ".join(words[:4]) + more if words else "nothing"


def fit_tensors(
    tensors: Mapping[str, torch.Tensor], wanted: Mapping[str, torch.Tensor]
) -> dict[str, torch.Tensor]:
    """Return the tensors under the names, in the shapes and kinds of a network's state dict.

    A prefix that all names share ("module.", "model.") is taken off; a batch norm's count of
    batches may be missing. `InputError` names what was wanted and what came.
    """
    tensors = _without_prefix(tensors, wanted)
    missing = [name for name in wanted if name not in tensors and not name.endswith(_COUNT)]
    other = [name for name in tensors if name not in wanted]
    if missing or other:
        raise InputError(
            f"weights named {listed(missing or wanted)}", f"{listed(other or tensors)}", TODO
        )
    return {
        name: _fit(name, tensors[name], like) if name in tensors else like.clone()
        for name, like in wanted.items()
    }


def _without_prefix(
    tensors: Mapping[str, torch.Tensor], wanted: Mapping[str, torch.Tensor]
) -> Mapping[str, torch.Tensor]:
    rest = {name: value for name, value in tensors.items() if name != _AVERAGED}
    while rest and not set(rest) <= set(wanted):
        first = {name.partition(".")[0] for name in rest}
        if len(first) > 1 or not all("." in name for name in rest):
            return tensors
        rest = {name.partition(".")[2]: value for name, value in rest.items()}
    return rest


def _fit(name: str, value: torch.Tensor, like: torch.Tensor) -> torch.Tensor:
    if value.shape != like.shape:
        shapes = (tuple(like.shape), tuple(value.shape))
        raise InputError(f"{name} of shape {shapes[0]}", f"shape {shapes[1]}", TODO)
    if value.dtype not in _REAL or (value.is_floating_point() and not like.is_floating_point()):
        kind = "real" if like.is_floating_point() else "whole"
        raise InputError(f"{kind} numbers in {name}", str(value.dtype).removeprefix("torch."), TODO)
    fitted = value.to(like.dtype).contiguous()
    if not torch.isfinite(fitted).all():
        kind = str(like.dtype).removeprefix("torch.")
        raise InputError(f"{name} as finite {kind}", "NaN, infinity or too large a number", TODO)
    return fitted
