"""The words of the field, each in a sentence or two, and the lesson where it can be touched."""

from cnncore.words.word import Word

WORDS = (
    Word(
        "filter",
        ("filters", "filter", "kernels", "kernel"),
        "A small grid of numbers, also called a kernel, that slides over the image and answers at "
        "every place: is my pattern here? In a network the numbers are learned.",
        "convolution",
        "home",
    ),
    Word(
        "feature map",
        ("feature maps", "feature map"),
        "What a filter gives back: a grid that shows where, and how strongly, its pattern appears.",
        "convolution",
        "home",
    ),
    Word(
        "weight",
        ("weights", "weight"),
        "One number of a filter: the pixel under it is multiplied by it. In a network training "
        "finds the weights.",
        "convolution",
    ),
    Word(
        "channel",
        ("channels", "channel"),
        "One of several grids lying behind each other: red, green and blue of a photo, or the "
        "feature maps of a layer. A filter has one slice for every channel that arrives.",
        "filter_gallery",
        "convolution",
    ),
    Word(
        "padding",
        ("padding",),
        "Extra pixels, usually zeros, laid round the image so that the filter can also be centred "
        "on its border. A 3×3 filter with padding 1 keeps the size.",
        "convolution",
    ),
    Word(
        "stride",
        ("strides", "stride"),
        "How many pixels the filter moves at each step. A stride of 2 makes "
        "a map about half as high and wide.",
        "convolution",
    ),
    Word(
        "pooling",
        ("max pooling", "pooling"),
        "Shrinking a map by keeping one number of each small square: the largest (max pooling) or "
        "the mean. It has nothing to learn.",
        "convolution",
    ),
    Word(
        "activation",
        ("activations", "activation"),
        "The number a unit passes on. ReLU, the usual activation function, keeps what is positive "
        "and turns the rest into 0.",
        "inside",
    ),
    Word(
        "parameter",
        ("parameters", "parameter"),
        "A number the network learns: every weight of every filter, and one bias a filter.",
        "network",
    ),
    Word(
        "receptive field",
        ("receptive fields", "receptive field"),
        "The square of the input that one number of a deeper map depends on. It grows from layer "
        "to layer.",
        "network",
    ),
    Word(
        "weight sharing",
        ("weight sharing", "shares its weights", "share their weights"),
        "Using the same filter at every place. What is learned in one corner works in all others, "
        "and the layer needs few parameters.",
        "network",
    ),
    Word(
        "epoch",
        ("epochs", "epoch"),
        "One pass through all training images, after which every image has been used once.",
        "training",
    ),
    Word(
        "logit",
        ("logits", "logit"),
        "The score a network gives one answer, before the ten scores are turned into "
        "probabilities (softmax): the larger, the more that answer is preferred.",
        "draw_digit",
    ),
    Word(
        "loss",
        ("loss",),
        "How wrong the network is on some digits, as one number: small where it is right and "
        "sure of it. Training makes it small on the digits it learns from.",
        "training",
    ),
    Word(
        "learning rate",
        ("learning rates", "learning rate"),
        "How far each step of training moves the weights: the gradient is multiplied by it.",
        "training",
    ),
    Word(
        "accuracy",
        ("accuracy",),
        "The share of answers that are right.",
        "training",
    ),
    Word(
        "held-out",
        ("held-out", "validation"),
        "Also called validation: digits that are never trained on, kept aside to see whether what "
        "was learned holds for new ones.",
        "training",
    ),
    Word(
        "the article",
        ("the article’s", "the article's", "the article"),
        "The text this course follows. Its 5 × 5 image and its cross of 3 × 3 are what the "
        "board opens with.",
        "convolution",
    ),
    Word(
        "bias",
        ("biases", "bias"),
        "One number that a kernel adds to every sum it makes. In a network it is learned, as "
        "the weights are.",
        "convolution",
    ),
    Word(
        "dilation",
        ("dilation",),
        "How far apart the pixels are that neighbouring weights look at: 1 side by side, 2 with "
        "one left out between them.",
        "convolution",
    ),
    Word(
        "ReLU",
        ("relu",),
        "The bend between layers: what is below 0 becomes 0, the rest stays as it is.",
        "convolution",
    ),
    Word(
        "identity",
        ("identity",),
        "The kernel that changes nothing: a 1 in the middle, zeros around it.",
        "convolution",
    ),
    Word(
        "Sobel",
        ("sobel’s", "sobel"),
        "A kernel that finds edges: one side minus the other, the middle row counting twice. "
        "Named after Irwin Sobel, 1968.",
        "convolution",
    ),
    Word(
        "Laplacian",
        ("laplacian",),
        "A kernel that compares a pixel with its four neighbours: it finds points and thin lines.",
        "convolution",
    ),
    Word(
        "value rule",
        ("value rules", "value rule"),
        "How a sum becomes a pixel of 0 to 255: what lies outside is cut, stretched, or shown "
        "in colours.",
        "filter_gallery",
    ),
    Word(
        "cosine",
        ("cosine",),
        "How alike two patterns are: 1 for the same pattern at any strength, 0 for nothing in "
        "common.",
        "filter_gallery",
    ),
    Word(
        "ImageNet",
        ("imagenet",),
        "A collection of over a million photos in 1,000 classes, with which networks for photos "
        "are trained and compared.",
        "filter_gallery",
    ),
    Word(
        "Grad-CAM",
        ("grad-cam",),
        "A picture of the places in a photo that speak for one answer.",
        "filter_gallery",
    ),
    Word(
        "flatten",
        ("flattened", "flatten"),
        "Writing all numbers of all maps one after another into one list.",
        "network",
    ),
    Word(
        "batch",
        ("batches", "batch"),
        "The few images a network sees at once in training, before its weights move.",
        "training",
        "network",
    ),
    Word(
        "seed",
        ("seeds", "seed"),
        "The number that random numbers start from: the same seed gives the same ones again.",
        "training",
    ),
    Word(
        "temperature",
        ("temperature",),
        "A number the scores are divided by before they become probabilities: above 1 the "
        "network sounds less sure.",
        "draw_digit",
    ),
    Word(
        "head",
        ("head",),
        "The last layer alone, which turns what was found into scores.",
        "draw_digit",
    ),
    Word(
        "transfer learning",
        ("transfer learning",),
        "What a network has learnt for one task is kept as it is, and only a last layer learns "
        "another: so a few photos are enough.",
        "own_classes",
    ),
)


def new_words(lesson: str) -> list[Word]:
    """Return the words that the opening of this lesson explains."""
    return [word for word in WORDS if word.first_read == lesson]
