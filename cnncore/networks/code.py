"""PyTorch code for a network, a comment on every line, and what each line does."""

from collections.abc import Sequence
from dataclasses import dataclass

from cnncore.errors import InputError
from cnncore.networks.code_parts import LOCAL_CLASS, REST
from cnncore.networks.constructors import constructor, shape_words
from cnncore.networks.layers import PRESETS, Layer, format
from cnncore.networks.ledger import Ledger, account
from cnncore.networks.words import torch_message

# The article's order: what holds weights first, what only acts last.
_ORDER = ("conv", "local", "bn", "max", "avg", "gap", "drop", "linear", "relu")
_STEM = {"max": "pool", "avg": "pool", "linear": "fc"}
_SHARED = ("relu", "max", "avg", "gap", "drop")  # no weights, so one object serves every use


@dataclass(frozen=True)
class CodeLine:
    """One line of code: its text, the comment on it, what it does, and the layers it is about.

    `layers` are the numbers of the ledger's entries; empty for lines about the whole.
    """

    text: str
    comment: str
    meaning: str = ""
    layers: tuple[int, ...] = ()

    def __str__(self) -> str:
        return f"{self.text}  # {self.comment}" if self.comment else self.text


def class_name(layers: Sequence[Layer]) -> str:
    """Return the preset's name as Python writes it, or "Network".

    >>> from cnncore.networks.layers import parse
    >>> class_name(parse(PRESETS["LeNet-5"])), class_name(parse("flatten-linear10"))
    ('LeNet5', 'Network')
    """
    for name, text in PRESETS.items():
        if text == format(layers):
            return "".join(part[0].upper() + part[1:] for part in name.replace("-", "").split())
    return "Network"


def model_code(layers: Sequence[Layer]) -> tuple[CodeLine, ...]:
    """Write the network as a PyTorch class, then make it, print it and count its parameters.

    Raise `InputError` for a network whose layers do not fit: no code can be right for it.

    >>> from cnncore.networks.layers import parse
    >>> print(model_code(parse("conv16k3p1"))[7].text.strip())
    self.conv = nn.Conv2d(1, 16, kernel_size=3, padding=1)
    """
    book = account(layers)
    if book.problem is not None:
        raise InputError(
            "layers that fit together", torch_message(book.problem), "Mend the network first."
        )
    names = _names(layers)
    name = class_name(layers)
    return (
        *_head(name, "local" in [layer.kind for layer in layers]),
        *_made(book, names),
        CodeLine("", ""),
        *_forward(book, names),
        CodeLine("", ""),
        CodeLine("", ""),
        *_tail(name, book),
    )


def script(layers: Sequence[Layer]) -> str:
    """Write the whole script: the model, MNIST (or made-up digits without internet), training.

    Cells are marked by `# %%`, so that `cnncore.notebook.notebook` makes a notebook of it.

    >>> from cnncore.networks.layers import parse
    >>> script(parse("flatten-linear10")).count("# %%") > 4
    True
    """
    code = "\n".join(str(line) for line in model_code(layers))
    name, text = class_name(layers), format(layers)
    title = f"# %% [markdown]\n# # {name}\n# The network `{text}`, made, trained and tested.\n"
    return f"{title}# %%\n{code}\n{REST}"


def _names(layers: Sequence[Layer]) -> dict[int, str]:
    """Name each layer's attribute; layers without weights and of equal settings share one."""
    kept: dict[str, list[object]] = {}
    for number, layer in enumerate(layers):
        known = kept.setdefault(_STEM.get(layer.kind, layer.kind), [])
        identity = layer if layer.kind in _SHARED else number
        if identity not in known:
            known.append(identity)
    names = {}
    for number, layer in enumerate(layers):
        stem = _STEM.get(layer.kind, layer.kind)
        known = kept[stem]
        place = known.index(layer if layer.kind in _SHARED else number) + 1
        names[number] = stem if len(known) == 1 else f"{stem}{place}"
    return names


def _head(name: str, local: bool) -> tuple[CodeLine, ...]:
    lines = [
        CodeLine(
            "import torch",
            "PyTorch: arrays that know their gradients",
            "PyTorch itself: arrays, gradients, everything else.",
        ),
        CodeLine(
            "from torch import nn",
            "the layers that networks are made of",
            "Its kit of layers, by the usual short name.",
        ),
        CodeLine("", ""),
        CodeLine("", ""),
    ]
    if local:
        lines += [_commented(line) for line in LOCAL_CLASS.strip("\n").split("\n")]
        lines += [CodeLine("", ""), CodeLine("", "")]
    lines += [
        CodeLine(
            f"class {name}(nn.Module):",
            "a network is a class that holds layers",
            "Starts the network. `nn.Module` keeps track of every parameter inside it.",
        ),
        CodeLine(
            "    def __init__(self):",
            "make the layers once",
            "Runs once, when the network is made; the weights start random.",
        ),
        CodeLine(
            "        super().__init__()",
            "let PyTorch prepare its book-keeping",
            "Must come before the first layer, or PyTorch cannot register it.",
        ),
    ]
    return tuple(lines)


def _commented(line: str) -> CodeLine:
    text, _, comment = line.partition("  # ")
    return CodeLine(text, comment)


def _made(book: Ledger, names: dict[int, str]) -> list[CodeLine]:
    entries = [entry for entry in book.entries if entry.layer.kind in _ORDER]
    lines, done = [], set()
    for entry in sorted(entries, key=lambda one: _ORDER.index(one.layer.kind)):
        name = names[entry.number]
        if name in done:
            continue
        done.add(name)
        uses = tuple(number for number, other in names.items() if other == name)
        call, comment, meaning = constructor(entry, book)
        if len(uses) > 1:
            meaning += f" One object serves {len(uses)} places: it holds no weights."
        lines.append(CodeLine(f"        self.{name} = {call}", comment, meaning, uses))
    return lines


def _forward(book: Ledger, names: dict[int, str]) -> list[CodeLine]:
    lines = [
        CodeLine(
            "    def forward(self, x):",
            "x: (N, 1, 28, 28), a batch of N images",
            "Runs for every batch; what it calls, in which order, is the network.",
        )
    ]
    for entry in book.entries:
        shape = "(N, " + ", ".join(str(side) for side in entry.shapes[1]) + ")"
        call = f"self.{names[entry.number]}(x)"
        if entry.layer.kind == "flatten":
            call = "torch.flatten(x, 1)"
        meaning = "The shape stays."
        if entry.size_formula:
            meaning = f"{'One list' if entry.layer.kind == 'flatten' else 'Side of the maps'}: "
            meaning += f"{entry.size_formula}."
        if entry.layer.kind in ("linear", "gap"):
            meaning = f"{shape_words(entry)}."
        lines.append(CodeLine(f"        x = {call}", shape, meaning, (entry.number,)))
    last = "10 scores an image, the largest is the answer" if book.answers_digits else "the result"
    lines.append(CodeLine("        return x", last, "Scores, not probabilities: softmax is later."))
    return lines


def _tail(name: str, book: Ledger) -> tuple[CodeLine, ...]:
    return (
        CodeLine(f"model = {name}()", "make one, with random weights", "Runs `__init__`."),
        CodeLine("print(model)", "list its layers", "Prints the layers in the order made."),
        CodeLine(
            'print(f"Total parameters: {sum(p.numel() for p in model.parameters()):,}")',
            f"{book.parameters:,}",
            "Adds up the sizes of all weights and biases.",
        ),
    )
