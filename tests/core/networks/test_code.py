"""Generated code is executed: what it makes is the ledger's network, and it learns."""

import json
import random
import sys
import types

import pytest
import torch

from cnncore.errors import InputError
from cnncore.networks.code import class_name, model_code, script
from cnncore.networks.code_run import printed
from cnncore.networks.layers import PRESETS, parse
from cnncore.networks.ledger import account
from cnncore.notebook import notebook
from tests.core.networks.test_layers import random_network

torch.set_num_threads(1)  # small sums: two threads only wait for each other

ARTICLE = """\
SimpleCNN(
  (conv1): Conv2d(1, 16, kernel_size=(3, 3), stride=(1, 1), padding=(1, 1))
  (conv2): Conv2d(16, 32, kernel_size=(3, 3), stride=(1, 1), padding=(1, 1))
  (pool): MaxPool2d(kernel_size=2, stride=2, padding=0, dilation=1, ceil_mode=False)
  (fc): Linear(in_features=1568, out_features=10, bias=True)
  (relu): ReLU()
)
Total parameters: 20,490"""


@pytest.fixture
def no_internet(monkeypatch) -> None:
    def refuse(*_, **__):
        raise OSError("no internet")

    datasets = types.ModuleType("torchvision.datasets")
    datasets.MNIST = refuse
    monkeypatch.setitem(sys.modules, "torchvision.datasets", datasets)
    monkeypatch.setitem(sys.modules, "torchvision", types.ModuleType("torchvision"))


def run(source: str, names: dict | None = None) -> dict:
    """Run a script with one torch thread and a seed; return its names, and `said` lines."""
    said: list[str] = []
    names = {"print": lambda *words: said.append(" ".join(map(str, words)))} | (names or {})
    names["__name__"] = "script"
    torch.manual_seed(0)
    exec(compile(source, "script", "exec"), names)
    return names | {"said": said}


def test_print_is_the_articles_with_the_right_count() -> None:
    assert printed(parse(PRESETS["SimpleCNN"])) == ARTICLE


@pytest.mark.parametrize("name", [*PRESETS, "untied"])
@pytest.mark.usefixtures("no_internet")
def test_preset_script_runs_counts_and_learns(name: str) -> None:
    layers = parse(PRESETS.get(name, "local4k5s3-relu-flatten-linear10"))
    done = run(script(layers))
    count = sum(p.numel() for p in done["model"].parameters())
    assert count == account(layers).parameters
    assert f"Total parameters: {count:,}" in done["said"]
    assert any("made-up digits instead" in line for line in done["said"])
    if name == "SimpleCNN":
        assert done["right"] > 0.7, done["said"]


@pytest.mark.parametrize("name", PRESETS)
def test_preset_notebook_cells_run_in_order(name: str, monkeypatch) -> None:
    """Cells share their names, as in a notebook; MNIST comes from a stand-in here."""

    class MNIST:
        def __init__(self, folder: str, train: bool, download: bool) -> None:
            assert folder
            assert download
            dice = torch.Generator().manual_seed(int(train))
            self.data = torch.randint(0, 256, (128, 28, 28), generator=dice, dtype=torch.uint8)
            self.targets = torch.arange(128) % 10

    datasets = types.ModuleType("torchvision.datasets")
    datasets.MNIST = MNIST
    monkeypatch.setitem(sys.modules, "torchvision.datasets", datasets)
    layers = parse(PRESETS[name])
    book = json.loads(notebook(script(layers)))
    assert book["nbformat"] == 4
    said: list[str] = []
    names = {"print": lambda *words: said.append(" ".join(map(str, words))), "__name__": "cell"}
    for cell in book["cells"]:
        if cell["cell_type"] == "code":
            exec("".join(cell["source"]), names)
    assert f"Total parameters: {account(layers).parameters:,}" in said
    assert "128 digits to learn from, 128 to be tested on" in said


@pytest.mark.usefixtures("no_internet")
def test_script_trains_on_one_thread(monkeypatch) -> None:
    taken: list[int] = []
    monkeypatch.setattr(torch, "set_num_threads", taken.append)
    run(script(parse("flatten-linear10")))
    assert taken == [1]


def test_random_networks_as_code_give_the_ledgers_shapes_and_counts() -> None:
    dice = random.Random(3)
    fitted = 0
    while fitted < 30:
        layers = random_network(dice)
        book = account(layers)
        if book.problem is not None:
            with pytest.raises(InputError):
                model_code(layers)
            continue
        fitted += 1
        model = run("\n".join(map(str, model_code(layers))))["model"].eval()
        assert sum(p.numel() for p in model.parameters()) == book.parameters
        with torch.no_grad():
            shape = tuple(model(torch.zeros(3, 1, 28, 28)).shape)
        assert shape == (3, *book.output_shape)


@pytest.mark.parametrize("name", PRESETS)
def test_every_line_has_a_comment_and_every_layer_a_line(name: str) -> None:
    layers = parse(PRESETS[name])
    lines = model_code(layers)
    assert all(line.comment and line.meaning for line in lines if line.text)
    assert {number for line in lines for number in line.layers} == set(range(len(layers)))
    assert max(len(str(line)) for line in lines) <= 110


def test_preset_gives_its_name_to_the_class() -> None:
    names = [class_name(parse(text)) for text in PRESETS.values()]
    assert names == ["SimpleCNN", "LeNet5", "SmallVGG", "AllConvolutional", "DenseOnly"]


def test_only_what_serves_several_places_is_said_to() -> None:
    lines = model_code(parse("conv4k3-relu-conv4k3-relu-flatten-linear10"))
    shared = [str(line).strip() for line in lines if "One object serves" in line.meaning]
    assert [line.partition(" =")[0] for line in shared] == ["self.relu"]
    (relu,) = [line for line in lines if "One object serves" in line.meaning]
    assert "One object serves 2 places" in relu.meaning


def test_comments_count_the_maps_that_a_filter_looks_at() -> None:
    lines = [line.comment for line in model_code(parse("conv4k3-conv2k3-flatten-linear10"))]
    assert "4 filters of 3×3 over 1 map" in lines
    assert "2 filters of 3×3 over 4 maps" in lines
