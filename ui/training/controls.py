"""The settings of a training run, one function an input, each bound to the address."""

import streamlit as st

from cnncore.errors import InputError
from cnncore.networks.layers import PRESETS, format, parse
from cnncore.networks.ledger import account
from cnncore.networks.limits import require_trainable
from cnncore.training.settings import DEFAULTS, Settings, limits
from ui.shared import address, room
from ui.shared.inputs import whole_number

ROOM_EPOCHS = 2  # of which thirty people have a run each within minutes: benchmarks/class_training
RATES = (0.00001, 0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0)
FEW = (0, 100, 300, 1_000, 3_000)
BATCHES = (8, 16, 32, 64, 128, 256, 512)
TABS = {
    "train": "Train",
    "rewind": "Rewind",
    "race": "Race",
    "share": "Why share weights?",
    "kernel": "Learn a kernel",
    "keep": "Keep it",
}
NETWORKS = {
    "simple": "SimpleCNN",
    "changed": "Changed",
    "dense": "Dense",
    "local": "Local",
    "built": "Built",
}
# setting -> its values, as `Settings` has them, and their labels
_LABELS = {
    "data": {"bundled": "Bundled", "full": "Full MNIST"},
    "augmentation": {"none": "None", "light": "Light", "pen": "Pen"},
    "optimiser": {"adam": "Adam", "momentum": "Momentum", "sgd": "SGD"},
    "schedule": {"constant": "Constant", "cosine": "Cosine", "steps": "Steps"},
}


def _advice(name: str) -> str:
    return limits(name)["advice"]


def epochs() -> int:
    """Choose how often every digit is shown; in a room, few to begin with."""
    advice, first = _advice("epochs"), DEFAULTS.epochs
    if room.joined():
        first = ROOM_EPOCHS
        advice += f" In a room {first} to begin with, so that everybody's turn comes soon."
    return st.slider("Epochs", 1, 60, first, key="epochs", bind="query-params", help=advice)


def learning_rate() -> float:
    """Choose how far a step goes."""
    return st.select_slider(
        "Learning rate",
        RATES,
        DEFAULTS.learning_rate,
        format_func=lambda rate: f"{rate:.5f}".rstrip("0").rstrip("."),
        key="rate",
        bind="query-params",
        help=_advice("learning_rate"),
    )


def batch_size() -> int:
    """Choose how many digits a step looks at."""
    return st.select_slider(
        "Batch size",
        BATCHES,
        DEFAULTS.batch_size,
        key="batch",
        bind="query-params",
        help=_advice("batch_size"),
    )


def _choice(label: str, name: str, key: str) -> str:
    return address.choose(
        st.selectbox,
        label,
        _LABELS[name],
        key=key,
        default=getattr(DEFAULTS, name),
        help=_advice(name),
    )


def data() -> str:
    """Choose the digits to learn from."""
    return _choice("Digits", "data", "digits")


def first_digits() -> int:
    """Choose from how many digits it learns; 0 stands for all."""
    counts = {str(count): f"{count:,}" if count else "all" for count in FEW}
    look = _advice("first_digits")
    return int(address.choose(st.selectbox, "How many of them", counts, key="few", help=look))


def schedule() -> str:
    """Choose how the learning rate falls."""
    return _choice("Schedule", "schedule", "schedule")


def optimiser() -> str:
    """Choose the rule of a step."""
    return _choice("Optimiser", "optimiser", "optimiser")


def augmentation() -> str:
    """Choose how digits are changed at each showing."""
    return _choice("Augmentation", "augmentation", "augmentation")


def weight_decay() -> float:
    """Choose how weights are pulled to zero."""
    return st.select_slider(
        "Weight decay",
        (0.0, 0.0001, 0.001, 0.01, 0.1),
        0.0,
        format_func=lambda value: f"{value:g}",
        key="decay",
        bind="query-params",
        help=_advice("weight_decay"),
    )


def dropout() -> float:
    """Choose the share of features switched off."""
    return st.slider(
        "Dropout", 0.0, 0.8, 0.0, 0.1, key="dropout", bind="query-params", help=_advice("dropout")
    )


def seed() -> int:
    """Choose the seed of everything random."""
    return whole_number("Seed", 0, 999_999, 0, key="seed", help=_advice("seed"))


def own_drawings(count: int) -> bool:
    """Choose whether the visitor's own labelled drawings are learnt too."""
    return st.toggle(
        f"My drawings ({count})",
        key="mine",
        bind="query-params",
        disabled=not count,
        help="Learn the digits you have kept in the drawing lesson too, each 20 times an epoch.",
    )


def network() -> str:
    """Choose the network; return it in words as `Settings.network` takes them."""
    kind = address.choose(
        st.selectbox,
        "Network",
        NETWORKS,
        key="model",
        help="The article's SimpleCNN, one of its kind with your numbers, a dense network, or one "
        "with local weights that are not shared: these two are there to be compared. Built is the "
        "network taken over from the network lesson.",
    )
    with address.part("model"):
        return _words_of(kind)


def _words_of(kind: str) -> str:
    if kind == "built":
        return _built()
    if kind == "changed":
        return _changed()
    if kind == "dense":
        units = st.slider("Hidden units", 4, 256, 26, key="units", bind="query-params")
        return f"flatten-linear{units}-relu-linear10"
    if kind == "local":
        maps = st.slider("Maps", 1, 4, 2, key="maps", bind="query-params")
        return f"local{maps}k3s2p1-relu-flatten-linear10"
    return "simple"


def _changed() -> str:
    first = st.slider("Filters in layer 1", 2, 32, 16, key="filters1", bind="query-params")
    second = st.slider("Filters in layer 2", 2, 64, 32, key="filters2", bind="query-params")
    kernel = st.select_slider(
        "Kernel size", (1, 3, 5, 7), 3, key="kernel_size", bind="query-params"
    )
    pool = address.choose(st.selectbox, "Pooling", {"max": "max", "avg": "avg"}, key="pooling")
    more = st.toggle("One more layer", key="deeper", bind="query-params")
    pad = f"k{kernel}p{kernel // 2}"
    extra = f"-conv{second}{pad}-relu" if more else ""
    words = f"conv{first}{pad}-relu-{pool}2-conv{second}{pad}-relu-{pool}2{extra}-flatten-linear10"
    same = (first, second, kernel, pool, more) == (16, 32, 3, "max", False)
    return "simple" if same else words


def _built() -> str:
    """Take the network lesson's network; where it cannot be trained, say so and keep SimpleCNN."""
    words = st.text_input(
        "The network as text", PRESETS["SimpleCNN"], key="network", bind="query-params"
    )
    try:
        book = account(parse(words))
        require_trainable(book)
    except InputError as error:
        st.warning(
            f"This needs {error.expected}; it got {error.got}. **{error.todo}** SimpleCNN is "
            "trained until then.",
            icon=":material/build:",
        )
        return "simple"
    return format(parse(words))


def settings() -> Settings:
    """Lay all controls out, the three that matter most on top; return what they say."""
    epochs_, rate, batch = epochs(), learning_rate(), batch_size()
    with st.expander("More settings", icon=":material/tune:"):
        return Settings(
            epochs=epochs_,
            learning_rate=rate,
            batch_size=batch,
            data=data(),
            first_digits=first_digits(),
            network=network(),
            augmentation=augmentation(),
            optimiser=optimiser(),
            schedule=schedule(),
            dropout=dropout(),
            weight_decay=weight_decay(),
            seed=seed(),
        )


def log_loss() -> bool:
    """Choose a logarithmic axis for the loss."""
    return st.toggle(
        "Log scale",
        key="log",
        bind="query-params",
        help="Equal distances are equal ratios: late progress becomes visible.",
    )
