"""Make the recorded run anew: `python -m cnncore.runs.record_bundled` (half a minute)."""

import dataclasses
import shutil

from cnncore.assets import RECORDED_RUN
from cnncore.runs.folder import RunFolder
from cnncore.runs.records import Status
from cnncore.runs.worker import Worker
from cnncore.training.settings import Settings


def main() -> None:
    """Train with the default settings into the assets folder; keep what the lesson shows."""
    shutil.rmtree(RECORDED_RUN, ignore_errors=True)
    folder = RunFolder(RECORDED_RUN)
    folder.begin(Settings(), made=0, note=__doc__)
    folder.set_status(Status("starting"))
    Worker(folder).run()
    folder.drop_working_files()
    status = dataclasses.replace(folder.status(), pid=0)
    folder.set_status(status)
    print(status, *(f"{path.name} {path.stat().st_size}" for path in RECORDED_RUN.rglob("*.*")))


if __name__ == "__main__":
    main()
