"""The teaching maths of convolutional networks: no page, no chart, only numbers.

Every public name is loaded on first use, so that `import cnncore` stays light
and the lessons that need no network never load torch.
"""

from cnncore.lazy import lazy as _lazy  # not `lazy`: that is the module

# package or module -> its public names
_HOMES = {
    "classroom.comparison": "compare_answers",
    "classroom.rooms": "Classroom",
    "convolution": (
        "ConvStep Pooled Repair Setup Worked convolution_steps convolve format_grid "
        "image_named margins output_size pad_image parse_grid parse_number parse_row pool "
        "relu resized work_out"
    ),
    "digits.dataset": "Digits load_digits",
    "digits.drawing": "Drawing prepare_drawing",
    "digits.handwriting": "cut_digits",
    "errors": "InputError",
    "filters": (
        "FILTERS NamedFilter apply_filter compose filter_named filter_response filter_wall "
        "magnitude normalise render to_grey"
    ),
    "imagenet.classifiers": "Classifier efficientnet_lite0 imagenet_classes",
    "imagenet.observation": "feature_map grad_cam observe",
    "imagenet.offers": "fetch_weights load_offer",
    "inside.doubt": "Doubt Judge",
    "inside.seven_steps": "Strip compute_strip load_strip",
    "inside.steps": "Step steps_of",
    "inside.sums": "Sum",
    "networks": (
        "Bundled CodeLine Layer Ledger LocallyConnected2d PRESETS Prediction Problem Sharing "
        "SimpleCNN account count_parameters failure load_pretrained logits model_code parse "
        "predict printed script"
    ),
    "photos": "Photo decode_photo encode_photo read_photo sample_photo shrink_photo",
    "words.glossary": "WORDS Word",
    "words.recap": "LessonDone Question RECAP score",
}

__getattr__, __dir__, __all__ = _lazy(__name__, _HOMES)
