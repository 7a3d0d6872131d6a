"""Files of weights: every form that people have comes in; nothing else does, nor costs much."""

import io
import pickle
import struct
import zipfile
from pathlib import Path

import pytest
import safetensors.torch
import torch
from hypothesis import example, given
from hypothesis import strategies as st

from cnncore import InputError, SimpleCNN
from cnncore.networks.from_words import build_network, load_network
from cnncore.networks.tensors_file import read_tensors
from cnncore.networks.weights_file import read_weights, repacked
from tests.core.border.test_archives import bomb, spoil, spoiled, zipped
from tests.fuzz import cases, peak_megabytes, tried

STATE = dict(SimpleCNN().state_dict())
NORMED = "conv4k3-bn-relu-gap-flatten-linear10"


def saved(content: object, **how: object) -> bytes:
    file = io.BytesIO()
    torch.save(content, file, **how)
    return file.getvalue()


def with_all(change) -> dict[str, torch.Tensor]:
    return {name: change(value) for name, value in STATE.items()}


def prefixed(prefix: str) -> dict[str, torch.Tensor]:
    return {prefix + name: value for name, value in STATE.items()}


CHECKPOINT = {"epoch": 3, "loss": 0.25, "optimizer": {"state": {}, "param_groups": [{"lr": 0.1}]}}
FORMS = {
    "torch since 1.6": saved(STATE),
    "torch before 1.6": saved(STATE, _use_new_zipfile_serialization=False),
    "safetensors": safetensors.torch.save(STATE),
    "deflated": zipped(
        {
            item.filename: zipfile.ZipFile(io.BytesIO(saved(STATE))).read(item)
            for item in zipfile.ZipFile(io.BytesIO(saved(STATE))).infolist()
        }
    ),
    "state_dict": saved(CHECKPOINT | {"state_dict": STATE}),
    "model_state_dict": saved(CHECKPOINT | {"model_state_dict": STATE}),
    "model": saved({"model": STATE}),
    "twice wrapped": saved({"model": {"state_dict": prefixed("module.")}}),
    "module.": saved(prefixed("module.")),
    "model.module.": safetensors.torch.save(prefixed("model.module.")),
    "averaged": saved(torch.optim.swa_utils.AveragedModel(SimpleCNN()).state_dict()),
    "parameters": saved(dict(SimpleCNN().named_parameters())),
}


@pytest.mark.parametrize("content", FORMS.values(), ids=FORMS)
def test_every_form_is_read(content: bytes) -> None:
    found = read_weights(content, "simple")
    assert {name: value.shape for name, value in found.items()} == {
        name: value.shape for name, value in STATE.items()
    }
    assert not any(value.requires_grad for value in found.values())


@pytest.mark.parametrize("form", ["torch before 1.6", "safetensors", "deflated", "module."])
def test_forms_hold_the_same_numbers(form: str) -> None:
    torch.testing.assert_close(read_weights(FORMS[form], "simple"), STATE, rtol=0, atol=0)


@pytest.mark.parametrize("dtype", [torch.float64, torch.float16, torch.bfloat16])
def test_other_floats_become_float32(dtype: torch.dtype) -> None:
    expected = with_all(lambda value: value.to(dtype).float())
    for save in (saved, safetensors.torch.save):
        found = read_weights(save(with_all(lambda value: value.to(dtype))), "simple")
        torch.testing.assert_close(found, expected, rtol=0, atol=0)


def test_a_count_of_batches_may_be_missing() -> None:
    state = build_network(NORMED).state_dict()
    less = {name: value for name, value in state.items() if "num_batches" not in name}
    assert read_weights(saved(less), NORMED)["1.num_batches_tracked"] == 0


def test_a_network_is_filled_from_safetensors(tmp_path: Path) -> None:
    (tmp_path / "live.pt").write_bytes(FORMS["safetensors"])
    found = load_network("simple", tmp_path / "live.pt").state_dict()
    torch.testing.assert_close(dict(found), STATE, rtol=0, atol=0)


def opcodes(**tensors: bytes) -> bytes:
    """Write a pickle by hand: a dict of names and what opcodes make."""
    items = b"".join(b"X" + struct.pack("<I", len(k)) + k.encode() + v for k, v in tensors.items())
    return b"\x80\x02}(" + items + b"u."


def test_weights_are_kept_as_torch_saves_them() -> None:
    kept = torch.load(io.BytesIO(repacked(FORMS["safetensors"], "simple")), weights_only=True)
    torch.testing.assert_close(kept, STATE, rtol=0, atol=0)


def pickled(**tensors: bytes) -> bytes:
    return zipped({"a/data.pkl": opcodes(**tensors), "a/data/0": bytes(40), "a/version": b"3\n"})


def floats(count: int) -> bytes:
    """Return opcodes of a tensor of so many numbers in the file's storage 0."""
    size = b"J" + struct.pack("<i", count)
    name, key, place = (b"X" + struct.pack("<I", len(w)) + w for w in (b"storage", b"0", b"cpu"))
    stored = b"(" + name + b"ctorch\nFloatStorage\n" + key + place + size + b"tQ"
    rest = b"K\x00" + size + b"\x85K\x01\x85\x89ccollections\nOrderedDict\n)RtR"
    return b"ctorch._utils\n_rebuild_tensor_v2\n(" + stored + rest


def doubled(times: int) -> bytes:
    """Return opcodes of a tuple of tuples, each of the one before twice: 2 ** times in all."""
    steps = b"".join(b"q%ch%c\x86" % (n, n) for n in range(times))
    return b")" + steps


with pytest.warns(UserWarning, match="quantized"):
    QUANTIZED = with_all(lambda v: torch.quantize_per_tensor(v, 0.1, 0, torch.qint8))
WRONG = {
    "sparse": (saved(with_all(torch.Tensor.to_sparse)), "sparse"),
    "meta": (saved(with_all(lambda value: value.to("meta"))), "meta"),
    "quantized": (saved(QUANTIZED), "quantized"),
    "complex": (saved(with_all(lambda value: value * 1j)), "complex64"),
    "complex safetensors": (safetensors.torch.save(with_all(lambda v: v * 1j)), "complex64"),
    "true and false": (saved(with_all(lambda value: value > 0)), "bool"),
    "too large for float32": (saved(with_all(lambda v: v.double() * 1e300)), "finite float32"),
    "not a number": (safetensors.torch.save(with_all(lambda v: v * torch.nan)), "NaN"),
    "a whole model": (saved(SimpleCNN()), "SimpleCNN"),
    "a checkpoint without": (saved(CHECKPOINT), "epoch, loss, optimizer"),
    "a list": (saved([1, 2]), "list"),
    "a number": (saved(3), "int"),
    "nothing": (b"", "another kind"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(50), "another kind"),
    "another archive": (zipped({"images.npy": bytes(100)}), "archive of another kind"),
    "a stranger's pickle": (pickle.dumps(STATE["fc.bias"].tolist()), "weights"),
    "a wide view": (saved({"fc.bias": torch.zeros(1).expand(10**9)}), "conv1.weight"),
    "an asked-for gigabyte": (pickled(a=b"cbuiltins\nbytearray\nJ" + b"\0\0\0\x40\x85R"), "bytear"),
    "laughs as a name": (pickled(a=b"}" + doubled(60) + b"Ns"), "again and again"),
    "laughs as a call": (pickled(a=doubled(60) + b")R"), "again and again"),
    "more numbers than there are": (pickled(a=floats(2**31 - 1)), "damaged"),
}


@pytest.mark.parametrize(("content", "word"), WRONG.values(), ids=WRONG)
def test_what_is_no_weights_is_named(content: bytes, word: str) -> None:
    with pytest.raises(InputError, match=word) as refusal:
        read_weights(content, "simple")
    assert "state dict" in refusal.value.todo
    assert refusal.value.got not in refusal.value.expected


def test_numbers_pickled_by_hand_are_read() -> None:
    torch.testing.assert_close(read_tensors(pickled(a=floats(10))), {"a": torch.zeros(10)})


def test_the_refusal_says_what_was_wanted_and_what_came() -> None:
    other = build_network("flatten-linear10").state_dict()
    with pytest.raises(InputError) as refusal:
        read_weights(saved(other), "simple")
    assert "conv1.weight" in refusal.value.expected
    assert refusal.value.got == "1.weight, 1.bias"
    with pytest.raises(InputError, match=r"bias of shape \(10,\); got shape \(11,\)"):
        read_weights(saved(STATE | {"fc.bias": torch.zeros(11)}), "simple")


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    """2 MB that unpack to 2,000 MB; a header of safetensors and a storage that claim terabytes."""
    before = """
from cnncore import InputError
from cnncore.networks.weights_file import read_weights, repacked
from tests.core.networks.test_tensors_file import claimed_files
read = [*claimed_files()]
"""
    code = """
for content in read:
    try:
        read_weights(content, "simple")
        raise SystemExit("accepted")
    except InputError:
        pass
"""
    assert peak_megabytes(before, code) < 100


def claimed_files():
    """Yield files that are small and claim much."""
    yield bomb(2_000, **{"a/data.pkl": opcodes(a=floats(500_000_000)), "a/version": b"3\n"})
    header = b'{"a":{"dtype":"F32","shape":[1000000000000],"data_offsets":[0,4000000000000]}}'
    yield struct.pack("<Q", len(header)) + header
    yield struct.pack("<Q", 10**12) + header
    before, sizes, after = FORMS["torch before 1.6"].partition(b"M\x40\x3d")  # 15,680
    assert sizes
    yield before + b"J\xff\xff\xff\x7f" + after


def test_the_largest_file_takes_at_most_500_megabytes() -> None:
    before = """
import torch, io
from cnncore.networks.weights_file import read_weights, repacked
words = "flatten-linear2048-linear2048-linear1900-linear10"
from cnncore.networks.from_words import build_network
file = io.BytesIO()
torch.save(build_network(words).state_dict(), file)
content = file.getvalue()
"""
    assert peak_megabytes(before, "assert read_weights(content, words)") < 400


SMALL = [
    form({"fc.bias": torch.arange(10.0)})
    for form in (saved, lambda s: saved(s, _use_new_zipfile_serialization=False))
] + [safetensors.torch.save({"fc.bias": torch.arange(10.0)})]


@cases(500)
@given(st.sampled_from(SMALL), spoiled)
@example(SMALL[1], [(1, "put", b"\x04")])
def test_any_damage_is_read_or_refused(content: bytes, changes: list) -> None:
    found, refusal = tried(read_tensors, spoil(content, changes))
    if refusal is None:
        assert all(value.layout is torch.strided for value in found.values())


leaves = (
    st.none()
    | st.booleans()
    | st.integers(-(2**70), 2**70)
    | st.floats()
    | st.text(max_size=5)
    | st.sampled_from(
        [
            STATE["fc.bias"],
            torch.tensor(1j),
            torch.zeros(0),
            torch.zeros(1).expand(10**10),
            torch.eye(3).to_sparse(),
            torch.zeros(3, device="meta"),
            torch.nn.Parameter(torch.zeros(10)),
            torch.tensor(float("nan")),
            torch.zeros(10, dtype=torch.float8_e5m2),
            torch.zeros(10, dtype=torch.uint16),
        ]
    )
)
keys = st.sampled_from(["state_dict", "model", *STATE]) | st.text(max_size=3) | st.integers()
contents = st.recursive(
    leaves,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(keys, inner, max_size=4)
        | st.dictionaries(keys, inner, max_size=4).map(lambda change: STATE | change)
        | st.tuples(inner)
    ),
    max_leaves=8,
)


@cases(250)
@given(contents, st.booleans())
def test_any_content_fits_or_is_refused(content: object, new: bool) -> None:
    content = saved(content, _use_new_zipfile_serialization=new)
    found, refusal = tried(read_weights, content, "simple")
    if refusal:
        return
    assert found.keys() == STATE.keys()
    for name, value in found.items():
        assert value.shape == STATE[name].shape
        assert value.dtype == STATE[name].dtype
        assert value.isfinite().all()


CODES = [
    *(b")", b"]", b"}", b"(", b"N", b"\x88", b"t", b"\x85", b"\x86", b"u", b"s", b"e", b"a"),
    *(b"R", b"b", b"Q", b"\x81", b"q\x00", b"q\x01", b"h\x00", b"h\x01", b"K\x05", b"J\0\0\0\x7f"),
    *(b"X\x07\x00\x00\x00storage", b"X\x01\x00\x00\x000", b"X\x03\x00\x00\x00cpu", b"U\x0215"),
    *(b"ctorch\nFloatStorage\n", b"ccollections\nOrderedDict\n", b"cos\nsystem\n"),
    *(b"ctorch._utils\n_rebuild_tensor_v2\n", b"ctorch._utils\n_rebuild_parameter\n"),
    *(b"cbuiltins\nbytearray\n", b"ctorch\nTensor\n", b"c_codecs\nencode\n", b"\x93", b"2", b"0"),
]


@cases(500)
@given(st.lists(st.sampled_from(CODES), max_size=40))
def test_any_pickle_is_read_or_refused(codes: list[bytes]) -> None:
    stream = b"\x80\x02" + b"".join(codes) + b"."
    for content in (zipped({"a/data.pkl": stream, "a/data/0": bytes(20)}), stream):
        tried(read_tensors, content)
