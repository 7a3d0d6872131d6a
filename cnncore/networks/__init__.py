"""Networks as a text of layers: what each layer gives and costs, what does not fit, the code.

The same text becomes a PyTorch module, and the article's network comes with its weights.
"""

from cnncore.lazy import lazy

_HOMES = {
    "bundled_facts": "Bundled bundled",
    "code": "CodeLine class_name model_code script",
    "code_run": "printed",
    "from_words": "SIMPLE build_network load_network",
    "layers": "KINDS MOST_LAYERS PRESETS Layer Setting changed format layer parse",
    "ledger": "Ledger Line account",
    "limits": (
        "MOST_MULTIPLY_ADDS MOST_PARAMETERS MOST_TRAINING_BYTES ledger_of require_affordable "
        "require_buildable require_trainable training_bytes"
    ),
    "misfit": "Problem problem_of",
    "repairs": "Mend mends",
    "shapes": "DIGIT SCORES Shape count has_window shape_after window_of",
    "simple_cnn": (
        "Prediction SimpleCNN as_input count_parameters load_pretrained load_weights logits predict"
    ),
    "torch_module": "LocallyConnected2d build failure",
    "weight_sharing": "Sharing shared_map sharing untied_map",
    "weights_file": "read_weights safetensors_bytes",
    "words": "mend_label problem_sentence torch_error torch_message",
}
__getattr__, __dir__, __all__ = lazy(__name__, _HOMES)
