"""The words that links held while an option's label stood in the address; frozen, never added to.

A link made then opens what it opened, and is rewritten to keys. Words that were keys already, such
as `border=reflect`, are not listed.
"""

_FILTERS = {
    "Identity": "identity",
    "Box blur": "box",
    "Gaussian blur": "gaussian",
    "Motion blur": "motion",
    "Sharpen": "sharpen",
    "Unsharp mask": "unsharp",
    "Sobel, left to right": "sobel-x",
    "Sobel, top to bottom": "sobel-y",
    "Sobel, both": "sobel",
    "Scharr, left to right": "scharr-x",
    "Scharr, top to bottom": "scharr-y",
    "Scharr, both": "scharr",
    "Prewitt, left to right": "prewitt-x",
    "Prewitt, top to bottom": "prewitt-y",
    "Prewitt, both": "prewitt",
    "Roberts, towards ↖": "roberts-x",
    "Roberts, towards ↗": "roberts-y",
    "Roberts, both": "roberts",
    "Laplacian": "laplacian",
    "Laplacian of Gaussian": "log",
    "Outline": "outline",
    "Emboss": "emboss",
    "Gabor, upright stripes": "gabor-0",
    "Gabor, falling stripes": "gabor-45",
    "Gabor, level stripes": "gabor-90",
    "Gabor, rising stripes": "gabor-135",
    "Gabor, fine upright": "gabor-fine",
    "Gabor, coarse upright": "gabor-coarse",
}
_VALUES = {
    "cutting at 0 and 255": "clip",
    "size without sign": "absolute",
    "stretching": "rescale",
    "signed colours": "signed",
}
_OLD = {
    "home_tab": {
        "Ways in": "ways",
        "The formula": "formula",
        "Wrong ideas": "ideas",
        "Quick recap": "recap",
        "Words": "words",
        "Your progress": "progress",
    },
    "tab": {
        "Size": "size",
        "Coverage": "coverage",
        "Check": "check",
        "When it does not fit": "misfit",
        "Exercise": "exercise",
    },
    "then": {
        "nothing": "none",
        "ReLU": "relu",
        "ReLU and max": "max",
        "ReLU and average": "average",
    },
    "misfit": {
        "Today’s board": "today",
        "A kernel larger than the image": "kernel",
        "A dilated kernel that reaches too far": "dilation",
        "A mirror wider than the image": "mirror",
        "“same” with a stride": "same",
    },
    "task": {"Next cell": "cell", "Map size": "size", "Weights": "weights"},
    "gallery": {
        "Wall": "wall",
        "One filter": "filter",
        "Compare rules": "rules",
        "Chain": "chain",
        "Your kernel": "kernel",
        "Learned filters": "learned",
        "ImageNet network": "imagenet",
    },
    "photo": {
        "Your photo": "own",
        "Cat": "chelsea",
        "Coffee": "coffee",
        "Astronaut": "astronaut",
        "Rocket": "rocket",
        "Camera": "camera",
        "Brick": "brick",
    },
    "filter": _FILTERS,
    "chain-1": _FILTERS,
    "chain-2": _FILTERS,
    "chain-3": {"no third": "none", **_FILTERS},
    "imagenet": {
        "EfficientNet-Lite0": "efficientnet_lite0",
        "SqueezeNet 1.1": "squeezenet1_1",
        "MobileNetV3 small": "mobilenet_v3_small",
        "ResNet-18": "resnet18",
    },
    "sees": {"the middle, as its authors do": "middle", "the whole photo": "whole"},
    "map-stage": {
        "Stem": "0",
        **{"Blocks 1 and 2": "1", "Block 1": "1", "Layer 1": "1", "Fires 1 and 2": "1"},
        **{"Block 3": "2", "Blocks 2 and 3": "2", "Layer 2": "2", "Fires 3 and 4": "2"},
        **{"Blocks 4 and 5": "3", "Blocks 4 to 8": "3", "Layer 3": "3", "Fires 5 to 8": "3"},
        **{"Blocks 6 and 7": "4", "Blocks 9 to 11": "4", "Layer 4": "4"},
        "Head": "5",
    },
    "network_tab": {
        "Take it apart": "apart",
        "Sharing weights": "sharing",
        "The code": "code",
        "Exercises": "exercise",
    },
    "network_task": {
        "a layer’s output": "shape",
        "its parameters": "parameters",
        "what one number sees": "view",
    },
    "part": {
        "Train": "train",
        "Rewind": "rewind",
        "Race": "race",
        "Why share weights?": "share",
        "Learn a kernel": "kernel",
        "Keep it": "keep",
    },
    "digits": {"Bundled": "bundled", "Full MNIST": "full"},
    "model": {
        "SimpleCNN": "simple",
        "Changed": "changed",
        "Dense": "dense",
        "Local": "local",
        "Built": "built",
    },
    "augmentation": {"None": "none", "Light": "light", "Pen": "pen"},
    "optimiser": {"Adam": "adam", "Momentum": "momentum", "SGD": "sgd"},
    "schedule": {"Constant": "constant", "Cosine": "cosine", "Steps": "steps"},
    "race_setting": {
        "Learning rate": "learning_rate",
        "Batch size": "batch_size",
        "Optimiser": "optimiser",
        "Augmentation": "augmentation",
        "Schedule": "schedule",
        "Dropout": "dropout",
        "Weight decay": "weight_decay",
    },
    "hidden": {
        "The article's cross": "cross",
        "Identity": "identity",
        "Sobel, vertical": "sobel-v",
        "Sobel, horizontal": "sobel-h",
        "Laplacian": "laplacian",
        "Sharpen": "sharpen",
        "Sum of nine": "sum",
        "Shift left": "shift",
    },
    "small_image": {"Mixed 7×7": "mixed", "The article's 5×5": "article"},
    "cell": {f"row {row}, column {col}": f"{row}.{col}" for row in range(3) for col in range(3)},
    "view": {
        "Where it looks": "heat",
        "Preparation": "steps",
        "Neighbours": "neighbours",
        "Not a digit": "unknown",
        "Teach it": "teach",
        "Class wall": "wall",
    },
    "source": {"Draw": "draw", "Photo": "photo"},
    "look": {"Cover a spot": "cover", "Follow the gradient": "gradient"},
    "heat_for": {
        **{f"its answer, {digit}": "first" for digit in range(10)},
        **{f"its second guess, {digit}": "second" for digit in range(10)},
    },
    "skip": {
        "find the ink": "ink",
        "crop": "crop",
        "fit into 20 × 20": "fit",
        "even the strokes": "thickness",
        "centre by mass": "centre",
    },
    "inside": {
        "Any number": "number",
        "Filter surgery": "surgery",
        "Shift it": "shift",
        "Favourites": "like",
    },
    "follow": {"My drawing": "mine", "Held-out digit": "known"},
    "channel": {f"the strongest ({number})": "strongest" for number in range(1024)},
}


def key_of(parameter: str, word: str) -> str:
    """Return the key that an old word of this parameter stands for, else the word itself.

    >>> key_of("filter", "Sobel, both"), key_of("sobel-x-values", "stretching"), key_of("tab", "x")
    ('sobel', 'rescale', 'x')
    """
    old = _VALUES if parameter.endswith("-values") else _OLD.get(parameter, {})
    return old.get(word, word)
