"""The parts of a generated script that are the same for every network."""

LOCAL_CLASS = """
class LocallyConnected2d(nn.Module):  # a convolution that does not share its weights
    def __init__(self, in_channels, out_channels, size, kernel_size, stride=1, padding=0):  # set up
        super().__init__()  # let PyTorch prepare its book-keeping
        self.window = dict(kernel_size=kernel_size, stride=stride, padding=padding)  # what slides
        sides = [(side + 2 * padding - kernel_size) // stride + 1 for side in size]  # places
        inputs = in_channels * kernel_size**2  # weights of one kernel
        bound = inputs**-0.5  # the range of PyTorch's own initial weights
        weight = torch.empty(out_channels, inputs, sides[0] * sides[1])  # a kernel for every place
        self.weight = nn.Parameter(weight.uniform_(-bound, bound))  # learned
        self.bias = nn.Parameter(torch.zeros(out_channels, *sides))  # a bias for every place too

    def forward(self, x):  # x: (N, C, H, W)
        patches = nn.functional.unfold(x, **self.window)  # every patch as a column
        sums = torch.einsum("nip,oip->nop", patches, self.weight)  # each place with its kernel
        return sums.unflatten(2, self.bias.shape[1:]) + self.bias  # back into maps
"""

REST = """
# %% [markdown]
# ## Digits
# MNIST: 60,000 handwritten digits to learn from and 10,000 to be tested on. Without internet,
# digits are made up of the seven bars of a pocket calculator, moved about and covered with noise.

# %%
SEGMENTS = ["abcdef", "bc", "abged", "abgcd", "fgbc", "afgcd", "afgedc", "abc", "abcdefg", "abcdfg"]
BARS = {  # each bar as rows and columns of the 28x28 image
    "a": (slice(5, 8), slice(9, 19)),  # top
    "b": (slice(5, 14), slice(16, 19)),  # top right
    "c": (slice(14, 23), slice(16, 19)),  # bottom right
    "d": (slice(20, 23), slice(9, 19)),  # bottom
    "e": (slice(14, 23), slice(9, 12)),  # bottom left
    "f": (slice(5, 14), slice(9, 12)),  # top left
    "g": (slice(12, 15), slice(9, 19)),  # middle
}


def made_up_digits(count, seed):  # images (count, 1, 28, 28) and labels (count,)
    dice = torch.Generator().manual_seed(seed)  # the same digits for the same seed
    labels = torch.randint(0, 10, (count,), generator=dice)  # which digit each image shows
    images = torch.zeros(count, 1, 28, 28)  # all paper, no ink
    for image, label in zip(images, labels):  # one image after the other
        for bar in SEGMENTS[label]:  # the bars of this digit
            image[0][BARS[bar]] = 1.0  # lay ink
        down, right = torch.randint(-2, 3, (2,), generator=dice).tolist()  # how far to move it
        image.copy_(image.roll((down, right), (1, 2)))  # move it
    noise = 0.2 * torch.rand(images.shape, generator=dice)  # grey speckles
    return (images + noise).clamp(0, 1), labels  # pixels stay between 0 and 1


def mnist(train):  # images (N, 1, 28, 28) and labels (N,)
    from torchvision.datasets import MNIST  # knows where MNIST lies and checks what it fetches

    data = MNIST("data", train=train, download=True)  # fetched once, kept in the folder `data`
    return data.data.unsqueeze(1) / 255, data.targets  # bytes to numbers between 0 and 1


try:  # the real digits, where there is internet
    images, labels = mnist(train=True)  # to learn from
    test_images, test_labels = mnist(train=False)  # never learned from
except Exception as error:  # no torchvision, no internet, or a damaged download
    print(f"MNIST is not to be had ({type(error).__name__}); made-up digits instead.")
    images, labels = made_up_digits(1000, seed=0)  # to learn from
    test_images, test_labels = made_up_digits(500, seed=1)  # never learned from
print(f"{len(images):,} digits to learn from, {len(test_images):,} to be tested on")

# %% [markdown]
# ## Training
# One pass through all digits, an epoch, in batches of 64.

# %%
torch.set_num_threads(1)  # batches are small: more threads mostly wait for each other
EPOCHS = 1 if len(images) > 10_000 else 4  # raise it for a better network
loss_of = nn.CrossEntropyLoss()  # how far the ten scores are from the right answer
optimiser = torch.optim.Adam(model.parameters(), lr=1e-3)  # turns gradients into small steps
for epoch in range(EPOCHS):  # each epoch uses every digit once
    model.train()  # dropout and batch norm behave as in training
    order = torch.randperm(len(images))  # shuffle
    for batch in order.split(64):  # 64 digits at a time
        loss = loss_of(model(images[batch]), labels[batch])  # ask, and compare with the answers
        optimiser.zero_grad()  # forget the last batch's gradients
        loss.backward()  # how each weight changes the loss
        optimiser.step()  # change each weight a little
    print(f"Epoch {epoch + 1}: loss of the last batch {loss.item():.3f}")

# %%
model.eval()  # dropout off, batch norm frozen
with torch.no_grad():  # no gradients needed to answer
    parts = [model(part).argmax(1) for part in test_images.split(500)]  # the largest of ten scores
right = (torch.cat(parts) == test_labels).float().mean().item()  # share of right answers
print(f"Right on {right:.1%} of {len(test_images):,} digits the network has never seen")
"""
