"""What this machine or container has."""

from pathlib import Path

_ROOMY = 2_000_000_000  # bytes of memory from which what only may be needed can stand and wait
_LIMITS = (
    "/sys/fs/cgroup/memory.max",  # a container's own bound, in control groups of version 2
    "/sys/fs/cgroup/memory/memory.limit_in_bytes",  # and of version 1
    "/proc/meminfo",
)


def is_roomy() -> bool:
    """Tell whether there are 2 GB of memory or more."""
    return memory_limit() >= _ROOMY


def memory_limit(files: tuple[str, ...] = _LIMITS) -> float:
    """Return how many bytes of memory this machine or container has, infinity where unknown."""
    found = [float("inf")]
    for file in files:
        try:
            words = Path(file).read_text().split()
        except OSError:
            continue
        if words[0] == "MemTotal:":
            found.append(int(words[1]) * 1024.0)
        elif words[0].isdecimal():
            found.append(float(words[0]))
    return min(found)
