"""Every lesson's path, in the order of the course."""

from ui.convolution.path import PATH as CONVOLUTION
from ui.draw_digit.path import PATH as DRAW_DIGIT
from ui.filter_gallery.path import PATH as FILTER_GALLERY
from ui.inside.path import PATH as INSIDE
from ui.network.path import PATH as NETWORK
from ui.training.path import PATH as TRAINING

PATHS = (CONVOLUTION, FILTER_GALLERY, NETWORK, TRAINING, DRAW_DIGIT, INSIDE)
