"""Runs: networks that train outside the server, each in a folder that all who look read from.

An engine queues, starts and ends them; what they have measured is read, raced and explained here.
"""

from cnncore.lazy import lazy

_HOMES = {
    "choose_engine": "engine_here",
    "diagnosis": "GUESSING Reading gap read_run",
    "engine": "Engine RunView",
    "folder": "RunFolder owner_mark",
    "local": "LocalEngine",
    "measuring": "Scorer",
    "race": "Entrant Outcome Runner line_up outcome results",
    "recorded": "recorded_run",
    "records": "ACTIVE MOVING OVER RESUMABLE History Status",
    "register": "Register runs_below",
    "script": "run_notebook run_script",
    "words": "Explanation explain sentence state_line verdict",
}
__getattr__, __dir__, __all__ = lazy(__name__, _HOMES)
