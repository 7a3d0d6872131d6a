"""Networks as a short text: what a layer may be, read from and written into an address."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from cnncore.errors import InputError

MOST_LAYERS = 24
_SAME = None  # a setting that follows the layer's first number unless it is given


@dataclass(frozen=True)
class Setting:
    """One number of a layer: its name, its letter in the text, its default and its bounds."""

    name: str
    letter: str
    default: int | None
    least: int
    most: int


_STEP = Setting("stride", "s", 1, 1, 4)
_CONV = (
    Setting("channels", "", 16, 1, 256),
    Setting("kernel", "k", 3, 1, 11),
    _STEP,
    Setting("padding", "p", 0, 0, 5),
)
_POOL = (Setting("size", "", 2, 1, 14), Setting("stride", "s", _SAME, 1, 14))

# kind -> its settings; the first is the number right behind the kind's name
KINDS: dict[str, tuple[Setting, ...]] = {
    "conv": _CONV,
    "local": _CONV,
    "relu": (),
    "max": _POOL,
    "avg": _POOL,
    "bn": (),
    "drop": (Setting("percent", "", 50, 0, 90),),
    "flatten": (),
    "linear": (Setting("features", "", 10, 1, 2048),),
    "gap": (),
}

# preset -> its network, as an address writes it
PRESETS = {
    "SimpleCNN": "conv16k3p1-relu-max2-conv32k3p1-relu-max2-flatten-linear10",
    "LeNet-5": "conv6k5p2-relu-avg2-conv16k5-relu-avg2-flatten"
    "-linear120-relu-linear84-relu-linear10",
    "Small VGG": "conv16k3p1-relu-conv16k3p1-relu-max2-conv32k3p1-relu-conv32k3p1-relu-max2"
    "-flatten-linear64-relu-drop50-linear10",
    "All convolutional": "conv16k3p1-relu-conv32k3s2p1-relu-conv32k3p1-relu-conv64k3s2p1-relu"
    "-conv10k1-gap-flatten",
    "Dense only": "flatten-linear128-relu-linear10",
}


@dataclass(frozen=True)
class Layer:
    """One layer: its `kind` (a key of `KINDS`) and its settings as (name, number) pairs.

    >>> first = parse("conv16k3p1")[0]
    >>> first.kind, first["kernel"], first.settings
    ('conv', 3, (('channels', 16), ('kernel', 3), ('stride', 1), ('padding', 1)))
    """

    kind: str
    settings: tuple[tuple[str, int], ...] = ()

    def __getitem__(self, name: str) -> int:
        return dict(self.settings)[name]


def layer(kind: str, **numbers: int) -> Layer:
    """Make a layer; settings left out take their defaults.

    Raise `InputError` for an unknown kind or setting and for a number out of bounds.

    >>> layer("max", size=2) == parse("max2")[0]
    True
    """
    if kind not in KINDS:
        raise InputError(f"a layer of {', '.join(KINDS)}", repr(kind), "Choose one of these.")
    unknown = sorted(set(numbers) - {setting.name for setting in KINDS[kind]})
    if unknown:
        raise InputError(f"settings that {kind} has", ", ".join(unknown), "Leave it out.")
    settings: list[tuple[str, int]] = []
    for setting in KINDS[kind]:
        number = numbers.get(setting.name, setting.default)
        number = settings[0][1] if number is None else number
        if not isinstance(number, int) or not setting.least <= number <= setting.most:
            raise InputError(
                f"the {setting.name} of {kind} from {setting.least} to {setting.most}",
                repr(number),
                "Choose a number in that range.",
            )
        settings.append((setting.name, number))
    return Layer(kind, tuple(settings))


def changed(old: Layer, **numbers: int) -> Layer:
    """Return the layer with some of its settings replaced.

    >>> format([changed(layer("conv"), stride=2)])
    'conv16k3s2'
    """
    return layer(old.kind, **(dict(old.settings) | numbers))


def parse(text: str) -> tuple[Layer, ...]:
    """Read a network such as "conv16k3p1-relu-max2-flatten-linear10".

    Layers are joined by "-"; each is a kind with its first number behind it, then letters with
    numbers: k kernel, s stride, p padding. Raise `InputError` naming the piece that is wrong.

    >>> [one.kind for one in parse(PRESETS["SimpleCNN"])]
    ['conv', 'relu', 'max', 'conv', 'relu', 'max', 'flatten', 'linear']
    >>> parse("conv16-banana")
    Traceback (most recent call last):
    cnncore.errors.InputError: Expected a layer of conv, local, relu, max, avg, bn, drop, \
flatten, linear, gap; got 'banana'. Choose one of these.
    """
    pieces = [piece for piece in text.strip().lower().split("-") if piece]
    if not 1 <= len(pieces) <= MOST_LAYERS:
        raise InputError(
            f"a network of 1 to {MOST_LAYERS} layers", f"{len(pieces)}", "Add or remove layers."
        )
    return tuple(_read(piece) for piece in pieces)


def format(layers: Iterable[Layer]) -> str:
    """Write a network so that `parse` reads the same one; defaults are left out, the kernel not.

    >>> format(parse("CONV8k3s1p0-max2s2-max3s2"))
    'conv8k3-max2-max3s2'
    """
    return "-".join(_write(one) for one in layers)


def _read(piece: str) -> Layer:
    found = re.fullmatch(r"([a-z]+)(\d{0,5})((?:[a-z]\d{1,5})*)", piece)
    kind = found[1] if found else piece
    if found is None or kind not in KINDS:
        return layer(kind[:30])
    marks = re.findall(r"([a-z])(\d+)", found[3])
    if found[2]:
        marks.insert(0, ("", found[2]))
    names = {setting.letter: setting.name for setting in KINDS[kind]}
    for letter, number in marks:
        if letter not in names or [mark for mark, _ in marks].count(letter) > 1:
            example = format([layer(kind)])
            raise InputError(f"{kind} written like {example}", repr(piece), f"Mend {number!r}.")
    return layer(kind, **{names[letter]: int(number) for letter, number in marks})


def _write(one: Layer) -> str:
    text = one.kind
    for setting, (_, number) in zip(KINDS[one.kind], one.settings, strict=True):
        default = one.settings[0][1] if setting.default is _SAME else setting.default
        if setting.letter in ("", "k") or number != default:
            text += f"{setting.letter}{number}"
    return text
