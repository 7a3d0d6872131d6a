"""Make the recorded run anew: `python -m cnncore.runs.record_bundled` (half a minute)."""

import dataclasses
import json
import shutil

from cnncore.assets import RECORDED_RUN
from cnncore.runs.folder import RunFolder, Status
from cnncore.runs.worker import Worker
from cnncore.training.settings import Settings


def main() -> None:
    """Train with the default settings into the assets folder; keep what the lesson shows."""
    shutil.rmtree(RECORDED_RUN, ignore_errors=True)
    RECORDED_RUN.mkdir()
    settings = Settings()
    record = {"settings": dataclasses.asdict(settings), "made": 0, "note": __doc__}
    (RECORDED_RUN / "settings.json").write_text(json.dumps(record, indent=1) + "\n")
    folder = RunFolder(RECORDED_RUN)
    folder.set_status(Status("starting"))
    Worker(folder).run()
    for name in ("state.pt", "state-before.pt", "live.pt", "alive", "seen"):
        (RECORDED_RUN / name).unlink(missing_ok=True)
    status = dataclasses.replace(folder.status(), pid=0)
    folder.set_status(status)
    print(status, *(f"{path.name} {path.stat().st_size}" for path in RECORDED_RUN.rglob("*.*")))


if __name__ == "__main__":
    main()
