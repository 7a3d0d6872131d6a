"""A run as a script of plain PyTorch, for Colab or a laptop without this project."""

from cnncore.networks.code import class_name, model_code
from cnncore.networks.code_parts import REST
from cnncore.networks.layers import PRESETS, parse
from cnncore.notebook import notebook
from cnncore.training.augmentation import RECIPES
from cnncore.training.settings import Settings

_DIGITS = REST.partition("# %% [markdown]\n# ## Training")[0]

_AUGMENT = """
def augmented(images):  # the same digits, each a little moved, scaled, turned and slanted
    count = len(images)  # digits in the batch
    angle = (torch.rand(count) * 2 - 1) * {rotation} * torch.pi / 180  # to the left or right
    slant = (torch.rand(count) * 2 - 1) * {slant}  # italic or the other way
    size = 1 / (1 + (torch.rand(count) * 2 - 1) * {scale})  # smaller or larger
    shift = (torch.rand(count, 2) * 2 - 1) * {shift} * 2 / 28  # in grid units
    cos, sin = torch.cos(angle) * size, torch.sin(angle) * size  # turned and scaled
    across = torch.stack([cos, slant * cos - sin, shift[:, 0]], 1)  # where x is read from
    down = torch.stack([sin, slant * sin + cos, shift[:, 1]], 1)  # where y is read from
    maps = torch.stack([across, down], 1)  # one affine map a digit
    grid = nn.functional.affine_grid(maps, images.shape, align_corners=False)
    return nn.functional.grid_sample(images, grid, align_corners=False)  # read the digits there

"""

_TRAIN = """
# %% [markdown]
# ## Training
# {words}

# %%
torch.set_num_threads(1)  # batches are small: more threads mostly wait for each other
EPOCHS, BATCH, RATE = {epochs}, {batch}, {rate}
{few}{augment}
loss_of = nn.CrossEntropyLoss()  # how far the ten scores are from the right answer
optimiser = {optimiser}
total = EPOCHS * -(-len(images) // BATCH)  # steps of the whole run
schedule = torch.optim.lr_scheduler.{schedule}
for epoch in range(EPOCHS):  # each epoch uses every digit once
    model.train()  # dropout and batch norm behave as in training
    for batch in torch.randperm(len(images)).split(BATCH):  # shuffled, some digits at a time
        loss = loss_of(model({shown}), labels[batch])  # ask, and compare with the answers
        optimiser.zero_grad()  # forget the last batch's gradients
        loss.backward()  # how each weight changes the loss
        optimiser.step()  # change each weight a little
        schedule.step()  # and the size of the next step
    model.eval()  # dropout off, batch norm frozen
    with torch.no_grad():  # no gradients needed to answer
        parts = [model(part).argmax(1) for part in test_images.split(500)]  # the largest score
    right = (torch.cat(parts) == test_labels).float().mean().item()  # share of right answers
    print(f"Epoch {{epoch + 1}}: loss {{loss.item():.3f}}, {{right:.1%}} of new digits right")
torch.save(model.state_dict(), "my_network.pt")  # keep the weights
"""

_FEW = "images, labels = images[:{count}], labels[:{count}]  # few digits, to see memorising\n"

_OPTIMISERS = {
    "adam": "torch.optim.AdamW(model.parameters(), lr=RATE, weight_decay={decay})",
    "momentum": "torch.optim.SGD(model.parameters(), RATE, momentum=0.9, weight_decay={decay})",
    "sgd": "torch.optim.SGD(model.parameters(), RATE, weight_decay={decay})",
}
_SCHEDULES = {
    "constant": "ConstantLR(optimiser, factor=1)",
    "cosine": "CosineAnnealingLR(optimiser, total, eta_min=RATE / 100)",
    "steps": "MultiStepLR(optimiser, [int(0.6 * total), int(0.85 * total)])",
}


def run_script(settings: Settings) -> str:
    """Write the script of a run; cells are marked by `# %%`.

    Elastic bends, redrawn pens, averaged weights and the start made for pixels
    (`cnncore.networks.from_words.expect_pixels`) are left out: they need this project.

    >>> compile(run_script(Settings(dropout=0.3, augmentation="none")), "run", "exec") is not None
    True
    """
    layers = parse(_layers(settings))
    code = "\n".join(str(line) for line in model_code(layers))
    recipe = RECIPES[settings.augmentation]
    augment = ""
    if recipe is not None:
        size = max(recipe.scale, recipe.stretch)
        augment = _AUGMENT.format(**vars(recipe) | {"scale": size})
    train = _TRAIN.format(
        words=f"The settings of the run; seed {settings.seed}.",
        epochs=settings.epochs,
        batch=settings.batch_size,
        rate=settings.learning_rate,
        few=_FEW.format(count=settings.first_digits) if settings.first_digits else "",
        augment=augment,
        optimiser=_OPTIMISERS[settings.optimiser].format(decay=settings.weight_decay),
        schedule=_SCHEDULES[settings.schedule],
        shown="augmented(images[batch])" if augment else "images[batch]",
    )
    title = f"# %% [markdown]\n# # {class_name(layers)}, trained\n"
    seeded = code.replace("\nmodel = ", f"\ntorch.manual_seed({settings.seed})\nmodel = ", 1)
    return f"{title}# %%\n{seeded}\n{_DIGITS}{train}"


def run_notebook(settings: Settings) -> str:
    """Write the script of a run as notebook JSON."""
    return notebook(run_script(settings))


def _layers(settings: Settings) -> str:
    words = PRESETS["SimpleCNN"] if settings.network == "simple" else settings.network
    if settings.dropout:
        head, _, last = words.rpartition("-")
        words = f"{head}-drop{round(100 * settings.dropout)}-{last}"
    return words
