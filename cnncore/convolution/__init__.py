"""One convolution by hand: the map, every product behind it, its size, and what may not fit.

Everything is NumPy in float64 and agrees with torch; torch itself is loaded only to compare.
"""

from cnncore.lazy import lazy

_HOMES = {
    "family": (
        "DILATIONS PADDINGS POOLINGS STRIDES WINDOWS Member by_others by_sliders members "
        "product_table"
    ),
    "grids": (
        "ARTICLE_IMAGE ARTICLE_KERNEL IMAGES KERNELS SEEDS format_grid image_name image_named "
        "kernel_name parse_grid parse_number parse_row resized"
    ),
    "learn_kernel": "KernelStep descend good_rate look safe_rate",
    "misfits": "STEPS Misfit Repair examples misfit_of torch_says",
    "operation": "BORDERS ConvStep convolution_steps convolve margins output_size pad_image",
    "pooling": "Pooled pool relu",
    "size": "AxisSize axis_sizes coverage",
    "three_ways": "ThreeWay by_hand source_of three_way three_way_script with_torch",
    "worked": "STAGES Setup Worked work_out",
    "words": "EXAMPLE_NAMES STEP_NAMES notice repair_label size_lines",
}
__getattr__, __dir__, __all__ = lazy(__name__, _HOMES)
