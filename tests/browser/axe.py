"""axe-core on a page of the running app: what somebody could not see, reach or understand."""

from importlib.resources import files

_SOURCE = files("axe_playwright_python").joinpath("axe.min.js")
# nothing stale, nothing fading: half-faded text would be blamed for its contrast
# (Chromium keeps finished transitions of what lies in a closed expander: they fade nothing)
_CALM = """() => !document.querySelector('[data-stale=true]')
  && document.getAnimations().every((one) => one.playState === 'finished')"""
_GRAVE = ("serious", "critical")


def grave_violations(page: object, within: str = "body") -> list[str]:
    """Run axe-core and name every serious or critical violation with its first places."""
    page.wait_for_function(_CALM)
    page.evaluate(_SOURCE.read_text())
    found = page.evaluate("(within) => axe.run(within).then((result) => result.violations)", within)
    return [
        f"{one['id']} ({one['impact']}): {one['help']}: "
        + "; ".join(node["html"][:160] for node in one["nodes"][:3])
        for one in found
        if one["impact"] in _GRAVE
    ]
