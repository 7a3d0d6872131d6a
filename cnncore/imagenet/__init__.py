"""Networks that know 1,000 things of ImageNet: loaded, cut into stages, and shown a photo.

What each stage sees, what it answers, and where the evidence for an answer lies.
"""

from cnncore.lazy import lazy

_HOMES = {
    "classifiers": "Classifier Field Stage assemble efficientnet_lite0 imagenet_classes",
    "efficientnet": "EfficientNetLite0 load_efficientnet",
    "observation": "Answer Given Observation StageMaps feature_map grad_cam observe patch_seen see",
    "offers": "OFFERS Offer fetch_weights is_here load_offer weights_path",
}
__getattr__, __dir__, __all__ = lazy(__name__, _HOMES)
