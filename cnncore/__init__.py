"""The teaching maths of convolutional networks: no page, no chart, only numbers.

Every public name is loaded on first use, so that `import cnncore` stays light
and the lessons that need no network never load torch.
"""

from importlib import import_module

# name -> module; one line a module
_HOMES = {
    "networks.layers": ("Layer", "PRESETS", "parse"),
    "networks.torch_module": ("LocallyConnected2d", "failure"),
    "networks.bundled_facts": ("Bundled",),
    "words.recap": ("RECAP", "LessonDone", "Question", "score"),
    "classroom.rooms": ("Classroom",),
    "classroom.comparison": ("compare_answers",),
    "errors": ("InputError",),
    "words.glossary": ("WORDS", "Word"),
    "inside.steps": ("Step", "steps_of"),
    "inside.sums": ("Sum", "work_out"),
    "networks.ledger": ("Ledger", "account"),
    "networks.misfit": ("Problem",),
    "convolution.worked": ("Setup", "Worked", "work_out"),
    "convolution.operation": (
        "ConvStep",
        "convolution_steps",
        "convolve",
        "margins",
        "output_size",
        "pad_image",
    ),
    "convolution.grids": (
        "format_grid",
        "image_named",
        "parse_grid",
        "parse_number",
        "parse_row",
        "resized",
    ),
    "convolution.pooling": ("Pooled", "pool", "relu"),
    "networks.code": ("CodeLine", "model_code", "script"),
    "networks.code_run": ("printed",),
    "digits.dataset": ("Digits", "load_digits"),
    "digits.drawing": ("Drawing", "prepare_drawing"),
    "inside.doubt": ("Doubt", "Judge"),
    "digits.handwriting": ("cut_digits",),
    "networks.simple_cnn": (
        "Prediction",
        "SimpleCNN",
        "count_parameters",
        "load_pretrained",
        "logits",
        "predict",
    ),
    "imagenet.classifiers": ("Classifier", "efficientnet_lite0", "imagenet_classes"),
    "imagenet.offers": ("fetch_weights", "load_offer"),
    "imagenet.observation": ("feature_map", "grad_cam", "observe"),
    "filters.response": (
        "apply_filter",
        "compose",
        "filter_response",
        "magnitude",
        "normalise",
        "render",
        "to_grey",
    ),
    "filters.catalogue": ("FILTERS", "NamedFilter", "filter_named"),
    "filters.wall": ("filter_wall",),
    "networks.repairs": ("Repair",),
    "networks.weight_sharing": ("Sharing",),
    "inside.seven_steps": ("Strip", "compute_strip", "load_strip"),
    "photos": (
        "Photo",
        "decode_photo",
        "encode_photo",
        "read_photo",
        "sample_photo",
        "shrink_photo",
    ),
}
_MODULE_OF = {name: module for module, names in _HOMES.items() for name in names}

__all__ = sorted(_MODULE_OF)


def __getattr__(name: str) -> object:
    if name not in _MODULE_OF:
        raise AttributeError(f"module 'cnncore' has no attribute {name!r}")
    return getattr(import_module(f"cnncore.{_MODULE_OF[name]}"), name)


def __dir__() -> list[str]:
    return __all__
