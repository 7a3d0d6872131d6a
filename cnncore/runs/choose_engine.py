"""Which engine trains here: this machine's, or a cluster's where its address is given."""

import os

from cnncore.errors import InputError
from cnncore.runs.engine import Engine
from cnncore.runs.local import LocalEngine

ADDRESS = "CNN_CLUSTER"


def engine_here() -> Engine:
    """Return the cluster's engine if $CNN_CLUSTER names a scheduler, else this machine's own.

    Raise `InputError` where a cluster is asked for and dask.distributed is not installed.
    """
    scheduler = os.environ.get(ADDRESS, "")
    if not scheduler:
        return LocalEngine()
    try:
        from cnncore.runs.cluster import ClusterEngine  # dask
    except ModuleNotFoundError as error:
        raise InputError(
            "dask.distributed beside this app",
            f"no module {error.name}",
            "Install requirements-cluster.txt, or unset CNN_CLUSTER to train on this machine.",
        ) from error
    return ClusterEngine(scheduler)
