"""axe-core on a page of the running app: what somebody could not see, reach or understand."""

from importlib.resources import files

_SOURCE = files("axe_playwright_python").joinpath("axe.min.js")
# nothing stale, nothing fading: half-faded text would be blamed for its contrast
# (Chromium keeps finished transitions of what lies in a closed expander: they fade nothing)
_CALM = """() => !document.querySelector('[data-stale=true]')
  && document.getAnimations().every((one) => one.playState === 'finished')"""
_GRAVE = ("serious", "critical")
# not so grave, or not asked for by axe-core itself before 4.14
_ALSO = ("label-content-name-mismatch", "heading-order", "empty-table-header")
_OPTIONS = {"rules": {rule: {"enabled": True} for rule in _ALSO}}
_RUN = "([within, options]) => axe.run(within, options).then((result) => result.violations)"


def grave_violations(page: object, within: str = "body") -> list[str]:
    """Run axe-core; name every grave violation, and those of some rules, with its first places."""
    page.evaluate(_SOURCE.read_text())
    while True:
        page.wait_for_function(_CALM)
        found = page.evaluate(_RUN, [within, _OPTIONS])
        if page.evaluate(_CALM):  # else a redraw began meanwhile: that look does not count
            break
    return [
        f"{one['id']} ({one['impact']}): {one['help']}: "
        + "; ".join(f"{node['html'][:160]}: {node['failureSummary']}" for node in one["nodes"][:3])
        for one in found
        if one["impact"] in _GRAVE or one["id"] in _ALSO
    ]


def names(page: object, *roles: str) -> list[str]:
    """List what a screen reader calls the buttons and links, or what has one of these roles."""
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    wanted = roles or ("button", "radio", "link", "tab", "checkbox", "switch")
    return [
        one.get("name", {}).get("value", "")
        for one in tree
        if not one["ignored"] and one["role"]["value"] in wanted
    ]
