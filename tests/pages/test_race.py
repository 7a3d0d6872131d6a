"""A race is entered whole or not at all, by runners that differ in one setting."""

import json

from cnncore.errors import InputError
from cnncore.runs import Status
from cnncore.training import Settings
from tests.pages.test_training import press


def test_a_race_is_entered_whole_or_not_at_all(open_app, engine, monkeypatch) -> None:
    app, entered = open_app("training", part="race", race_setting="optimiser"), []
    whole = engine.submit

    def full(settings: Settings, *more, **words) -> str:
        if entered:
            raise InputError("a free place", "none", "Wait for a turn.")
        entered.append(settings)
        return whole(settings, *more, **words)

    monkeypatch.setattr(engine, "submit", full)
    app = press(app, "Start the race")
    assert "Wait for a turn." in " ".join(card.value for card in app.warning)
    assert len(entered) == 1
    assert engine.runs_of(app.session_state["kept:visitor"]) == []


def test_race_enters_runners_that_differ_in_one_setting(open_app, engine) -> None:
    app = press(open_app("training", part="race", race_setting="optimiser"), "Start the race")
    assert not app.exception
    token = app.session_state["kept:visitor"]
    views = engine.runs_of(token)
    assert {view.settings.optimiser for view in views} == {"adam", "momentum"}
    assert {view.note for view in views} == {f"race {app.query_params['race']}"}
    lost = next(view for view in views if view.settings.optimiser == "momentum")
    lost.folder.set_status(Status("lost", step=3, total=9))
    app.run()
    assert [card.value for card in app.warning if "The runner with momentum is out" in card.value]


def test_a_races_charts_are_named_and_as_long_as_its_epochs(open_app, engine) -> None:
    app = press(open_app("training", part="race", race_setting="optimiser"), "Start the race")
    (epochs,) = {view.settings.epochs for view in engine.runs_of(app.session_state["kept:visitor"])}
    charts = [json.loads(chart.proto.spec)["encoding"] for chart in app.get("vega_lite_chart")]
    named = {axes["y"]["title"]: axes["x"]["scale"]["domain"] for axes in charts}
    assert named == {"held-out accuracy, %": [0, epochs], "loss, smoothed": [0, epochs]}


def test_the_race_started_last_is_shown(open_app, engine) -> None:
    app = press(open_app("training", part="race", race_setting="optimiser"), "Start the race")
    assert app.query_params["race"].startswith("optimiser.")
    setting = app.selectbox(key="race_setting")
    setting.select(next(one for one in setting.options if "chedule" in one)).run()
    app = press(app, "Start the race")
    assert not app.exception
    assert app.query_params["race"].startswith("schedule.")
