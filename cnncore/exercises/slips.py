"""The slips that are known by name, each with what happened and its cure."""

from dataclasses import replace

from cnncore.exercises.exercise import Mistake

# Sizes. Where a network's question words the cure in its own way, it follows as `LAYER_...`.
UNPADDED = Mistake("Forgot the padding", "The image grows by the padding on both sides: add 2P.")
ONE_P = Mistake("Forgot 2P", "The padding is on both sides: count it twice, 2P.")
LAYER_ONE_P = Mistake("Counted the padding once", "The padding lies on both sides: add 2P, not P.")
NO_STRIDE = Mistake("Forgot the stride", "The window moves by the stride, not by one cell.")
LAYER_NO_STRIDE = replace(NO_STRIDE, sentence="Divide by the stride: it skips places.")
NO_ONE = Mistake("Dropped the +1", "The first place counts too: add 1 after dividing.")
ROUNDED_UP = Mistake(
    "Rounded up", "A window that does not fit whole is dropped: round down, not up."
)
LAYER_ROUNDED_UP = replace(
    ROUNDED_UP, sentence="A window that does not fit whole is dropped: round down."
)
NO_DILATION = Mistake(
    "Forgot the dilation", "A dilated kernel reaches over D·(K − 1) + 1 cells, not over K."
)
SWAPPED = Mistake("Swapped rows and columns", "Rows come first, then columns.")

# One cell of a map.
FLIPPED = Mistake("Flipped the kernel", "Networks do not turn the kernel: lay it on as it is.")
WRONG_PATCH = Mistake(
    "Wrong patch", "That is a neighbour’s patch. Row and column, times the stride, give its corner."
)
BIAS_EACH = Mistake("Bias for every channel", "There is one bias for the whole cell: add it once.")
NO_CHANNEL = Mistake("Forgot a channel", "Every channel has its kernel; add all their sums.")
SIGN = Mistake("Lost a sign", "Negative weights take away: keep their signs when adding.")
SUMS = Mistake(
    "Multiplied the sums", "Multiply cell by cell first, then add; not the other way round."
)

# Where a map is largest.
BRIGHTEST = Mistake(
    "Went where it is brightest",
    "Look for dark on the left beside bright on the right, not for the brightest pixel.",
)
ELSEWHERE = Mistake(
    "Another cell is larger",
    "Lay the kernel on the image there: bright counts on its right side, against it on its left.",
)

# Numbers that are learned.
NO_BIAS = Mistake("Forgot the bias", "Add the bias once, after the products are added.")
LAYER_NO_BIAS = replace(NO_BIAS, sentence="Each filter, and each score, has one bias: + 1.")
BIAS_CHANNELS = Mistake(
    "One bias a channel", "Each kernel has one bias, however many channels it looks at."
)
LAYER_BIAS_CHANNELS = replace(
    BIAS_CHANNELS, sentence="A filter has one bias in all, however many channels it reads."
)
NO_IN = Mistake("Forgot the input channels", "Each kernel has a layer for every input channel.")
LAYER_NO_IN = replace(NO_IN, sentence="A filter has a slice for every input channel: times C_in.")
NO_OUT = Mistake("Forgot the kernels", "Count all the kernels, one for each feature map.")
LAYER_NO_OUT = Mistake("Forgot the filters", "That is one filter; multiply by their number.")
EVERYWHERE = Mistake(
    "Counted every place", "The same kernel is used at every place: its weights count once."
)
LAYER_EVERYWHERE = replace(
    EVERYWHERE, sentence="The same filter is used at every place: count it once."
)
ONE_SIDE = Mistake("Counted one side", "A kernel has K × K weights, not K.")
LAYER_ONE_SIDE = replace(ONE_SIDE, sentence="A kernel has K·K weights, not K.")
POOLS = Mistake("Counted the pooling", "Pooling has nothing to learn: no parameters.")
UNPOOLED = Mistake(
    "Forgot that pooling shrinks", "The linear layer reads the pooled maps, which are a quarter."
)

# Shapes of layers.
KEPT = Mistake("Kept the channels", "As many maps leave as the layer has filters, not as entered.")
NO_POOL = Mistake("Forgot the pooling", "The pooling comes last and halves height and width.")
MULTIPLIED = Mistake(
    "Multiplied the channels", "Each filter reads all input channels and gives one map: no product."
)

# What one number sees.
NO_JUMP = Mistake(
    "Forgot that strides spread",
    "Behind a stride or pooling, neighbours lie further apart in the image: times their distance.",
)
ADDED = Mistake(
    "Added the kernels", "Windows overlap: each adds its side minus 1, not its whole side."
)
LAST_ONLY = Mistake(
    "Looked at the last layer only", "Every number in that window sees a window of its own."
)
NO_POOL_VIEW = Mistake("Left the pooling out", "A pooling window widens the view as well.")
TIMES = Mistake("Multiplied the kernels", "Windows overlap, so their sides do not multiply.")


def missing_channel(channel: str) -> Mistake:
    """Return the slip of leaving this channel out, of "R", "G" and "B"."""
    return replace(NO_CHANNEL, sentence=f"{NO_CHANNEL.sentence} {channel} is missing.")


# What a kernel finds, and what pooling keeps of it.
UNWEIGHTED = Mistake(
    "Added the pixels", "Each pixel counts times the weight on it: a 0 takes it out."
)
ONLY_PLUS = Mistake(
    "Left out the negative side", "The negative weights take away what the positive ones add."
)
MEAN = Mistake("Took the mean", "Max pooling keeps the largest number and drops the others.")
SUMMED = Mistake("Added them", "Max pooling adds nothing: it keeps the largest.")
STAYS = Mistake(
    "Thought of the answer", "The same kernel meets the same pattern, only one place further on."
)
NEW_SUMS = Mistake(
    "Thought of new sums", "Kernel and pattern are the same as before, and so are their sums."
)

# How layers hand numbers on.
HALF = Mistake("Halved one side only", "The window shrinks rows and columns: halve both.")
ONE_MAP = Mistake("Counted one map", "Every map is pooled for itself: times their number.")
UNCHANGED = Mistake("Counted what came in", "Each window keeps one number and drops the others.")
ALL_FILTERS = Mistake("Counted all filters", "That is the whole layer; one filter was asked for.")
FITS_ANY = Mistake(
    "Took a layer that reads maps", "Convolution, ReLU and pooling work on maps of any size."
)

# What a filter makes of a photo.
NOT_SHARED = Mistake("Forgot the ninth", "Each pixel counts by its weight: the sum is a mean.")
MIDDLE = Mistake("Kept the middle pixel", "A blur mixes the pixel with all its neighbours.")
EDGE_KERNEL = Mistake(
    "Thought of an edge kernel", "Weights that add up to 1, not to 0, leave an even area as it is."
)
NOT_CUT = Mistake("Forgot that a pixel ends at 255", "A picture cannot show more than 255: cut it.")
PIXEL_ITSELF = Mistake(
    "Left the pixel as it was", "Only in an even area: here its neighbours are darker."
)
ALONG = Mistake(
    "Looked along the edge", "The kernel compares left with right: it must cross the edge."
)
BOTH_WAYS = Mistake(
    "Took one kernel for both", "Along an edge nothing changes, and the kernel adds up to 0."
)
SAME_SIDE = Mistake(
    "Kept the size", "The second kernel reads results that each saw further: the reach grows."
)
STILL_ONE = Mistake(
    "Overlooked what is cut", "What lies below 0 or above 255 is lost, and no sum brings it back."
)

# How weights are learned.
NEVER_RIGHT = Mistake("Took guessing for failing", "A blind guess is right by chance now and then.")
COIN = Mistake("Thought of a coin", "There are ten digits to guess from, not two sides.")
UPHILL = Mistake("Went uphill", "The loss grows along the gradient: go the other way, subtract.")
NO_RATE = Mistake("Forgot the learning rate", "A step is the gradient times the learning rate.")
NO_GRADIENT = Mistake("Forgot the gradient", "A steep slope makes a long step: times the gradient.")
EACH_DIGIT = Mistake("Counted the digits", "One step is taken a batch, not a digit.")
ONE_BATCH = Mistake("Took the batch", "That is how many digits one step sees.")
ONE_EPOCH = Mistake("Took an epoch for a step", "An epoch is many steps, one a batch.")
FASTER = Mistake(
    "Went on in the same way", "The slope is only known nearby: a long step overshoots."
)
NO_MATTER = Mistake("Left the rate out", "Every step is as long as the rate makes it.")
SAME_FOR_ALL = Mistake(
    "Took the few for all", "What only the few have in common is learned too, and misleads."
)
OTHER_WAY = Mistake("Turned the two round", "What is learned from can only be known better.")

# What an answer says.
EACH_FOR_ITSELF = Mistake(
    "Asked each digit alone", "They share one whole: more here is less there."
)
FRACTION = Mistake("Gave a fraction", "As a fraction it is 1; in percent, a hundred times that.")
SURE_OF_BOTH = Mistake("Gave both the whole", "Two digits with the same score get the same share.")
TENTH = Mistake("Shared among ten", "The eight far behind get next to nothing.")
CAN_REFUSE = Mistake("Let it refuse", "The percentages add up to 100: something always gets them.")
EVEN_SHARES = Mistake(
    "Took strange for even", "Even shares need even scores, and nothing makes them so."
)
PROMISE = Mistake(
    "Took it for a promise", "How often it is right was counted nowhere in these ten scores."
)
LIKENESS = Mistake("Took it for likeness", "No perfect digit is kept anywhere to compare with.")
NEW_ORDER = Mistake("Changed the order", "Halved, the largest score is still the largest.")
SURER = Mistake("Went the wrong way", "Halved, the scores lie nearer together.")

# Where an answer comes from.
NO_RELU = Mistake("Forgot ReLU", "ReLU makes every number below 0 a 0.")
NO_SIGN = Mistake("Dropped the sign", "ReLU does not turn numbers round: below 0 becomes 0.")
WEIGHTS_ALONE = Mistake("Counted the weights", "Each weight is multiplied by what was found, 0.")
AGAINST = Mistake("Took silence for a no", "Only what was found speaks, for or against.")
NOT_SHRUNK = Mistake("Forgot the pooling", "Each pooling makes two cells one: halve each time.")
POOLED_ONCE = Mistake("Halved once", "It is pooled more than once: halve each time.")
STAYS_PUT = Mistake("Let the map stand", "The same kernel finds the same stroke, further on.")
MAPS_ALONE = Mistake(
    "Stopped at the maps", "The score weighs each place of a map by a weight of its own."
)
ONE_IS_ALL = Mistake("Took one for all", "The other filters still add their part.")
OTHERS_KNOW = Mistake("Left its part in", "What this filter added is not added any more.")

# Concepts, where none of the above is the misconception.
KEEPS_LEVEL = Mistake("Kept the level", "That is what weights do that add up to 1.")
KEEPS_PLACE = Mistake(
    "Kept the place", "One number is kept of four, and nothing says which it was."
)
WHOLE_IMAGE = Mistake(
    "Counted the pixels", "A filter has weights for its window, not for the image."
)
STILL_LEARNING = Mistake("Trusted the training curve", "It was shown the answers to these digits.")
RATE_BLAMED = Mistake(
    "Blamed the learning rate", "A small rate is slow on both, it parts no curves."
)
HARDER_DIGITS = Mistake("Blamed the digits", "The held-out digits are the same ones all the time.")
ADDED_CHANNELS = Mistake(
    "Added the channels", "Every filter reads every channel: multiply, do not add."
)
KNOWS_THINGS = Mistake("Gave it a word for that", "It has ten scores, one for each digit.")
RULES_OUT = Mistake("Took it as ruling out", "The ten digits are compared with one another only.")

# A last layer of one's own.
ONE_CLASS = Mistake("Counted one class", "Every class has its own row of weights, and its bias.")
WHOLE_NETWORK = Mistake(
    "Counted the frozen ones", "All below the last layer stay as they are: they learn nothing here."
)
LEAKED = Mistake(
    "Tested on what it knows", "Nearly the same photo stood among those it learnt from."
)
ALL_TESTS = Mistake("Left none to learn from", "What is set aside teaches nothing.")
SAW_THE_THING = Mistake(
    "Trusted the thing",
    "It was never told what to look at; the larger ground tells as well.",
)
CANNOT_SAY = Mistake("Let it refuse", "It has a score for these two classes and for nothing else.")
MORE_OF_THE_SAME = Mistake(
    "More of the same", "In those photos too the ground tells the classes apart."
)
LONGER = Mistake("Trained longer", "The same photos, however long, say the same.")
GUESSED_HALF = Mistake("Guessed between two", "With four classes, one guess in four is right.")
