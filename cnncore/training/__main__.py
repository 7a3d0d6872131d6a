"""The command line of `python -m cnncore.training`: settings in, weights and a record out."""

import argparse
import dataclasses
import json
import sys
import time
from pathlib import Path

import torch

from cnncore.digits.dataset import first_of, load_digits
from cnncore.errors import InputError
from cnncore.training.settings import Settings, command
from cnncore.training.trainer import Diverged, Trainer, TrainStep, facts, score_digits


def arguments() -> argparse.ArgumentParser:
    """Return one option a setting, and where the weights go."""
    parser = argparse.ArgumentParser("python -m cnncore.training", description=__doc__)
    for entry in dataclasses.fields(Settings):
        limits = entry.metadata
        parser.add_argument(
            f"--{entry.name.replace('_', '-')}",
            type=type(entry.default),
            default=entry.default,
            choices=limits["choices"],
            help=f"{limits['advice'].replace('%', '%%')} Default: {entry.default}.",
        )
    parser.add_argument("--out", type=Path, help="file for the weights; a .json goes beside it")
    parser.add_argument(
        "--threads",
        type=int,
        default=1,
        help="Threads of torch; 0: as torch chooses. Batches are small: try before you take more.",
    )
    parser.add_argument("--quiet", action="store_true", help="no progress bar")
    return parser


def main(words: list[str] | None = None) -> int:
    """Train as the words say; return the exit code."""
    parser = arguments()
    given = vars(parser.parse_args(words))
    out, threads, quiet = given.pop("out"), given.pop("threads"), given.pop("quiet")
    if threads < 0:
        parser.error(f"--threads must be at least 0, not {threads}")
    if threads:
        torch.set_num_threads(threads)
    try:
        settings = Settings(**given)
        record = train(settings, out, quiet)
    except (InputError, Diverged) as error:
        print(error, file=sys.stderr)
        return 1
    print(json.dumps(record, indent=1))
    return 0


def train(settings: Settings, out: Path | None, quiet: bool) -> dict[str, object]:
    """Run all epochs, save the weights and return the record that goes beside them."""
    bar = (lambda text: None) if quiet else _bar
    known = load_digits(settings.data, "train", lambda part, what: bar(f"{what} {part:.0%}"))
    digits = first_of(known, settings.first_digits)
    held_out = load_digits(settings.data, "held-out")
    trainer = Trainer(settings, digits)
    started = time.perf_counter()
    while not trainer.finished:
        step = trainer.step()
        if step.number % 20 == 0 or trainer.finished:
            bar(_progress(step, trainer, time.perf_counter() - started))
    seconds = time.perf_counter() - started
    bar("\n")
    model = trainer.averaged.cpu()
    record = {
        "command": command(settings, out.as_posix() if out else ""),
        "settings": dataclasses.asdict(settings),
        "held_out_accuracy": round(score_digits(model, held_out).accuracy, 4),
        "train_accuracy": round(score_digits(model, digits).accuracy, 4),
        "seconds": round(seconds, 1),
        "images_per_second": round(len(digits) * settings.epochs / seconds),
        **facts(model),
    }
    if out:
        weights = {name: value.contiguous() for name, value in model.state_dict().items()}
        torch.save(weights, out)
        out.with_suffix(".json").write_text(json.dumps(record, indent=1) + "\n")
    return record


def _progress(step: TrainStep, trainer: Trainer, seconds: float) -> str:
    share = step.number / trainer.total_steps
    blocks = "█" * round(30 * share) + "·" * (30 - round(30 * share))
    speed = step.number * trainer.settings.batch_size / seconds
    left = seconds / share - seconds
    now = f"epoch {step.epoch:5.2f}  loss {step.loss:.3f}"
    return f"{blocks} {now}  {speed:,.0f}/s  {left:,.0f} s left"


def _bar(text: str) -> None:
    sys.stderr.write(text if text == "\n" else f"\r\x1b[K{text}")
    sys.stderr.flush()


if __name__ == "__main__":
    raise SystemExit(main())
