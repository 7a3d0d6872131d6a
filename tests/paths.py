"""Every lesson's path, in the order of the course."""

from ui.host.questions import PATHS as PATHS
