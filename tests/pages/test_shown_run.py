"""The run that is shown stays shown while its name in the list changes, and over a burst."""

from cnncore.runs import Status
from tests.pages.test_class_wall import press
from ui.shared import runs


def test_a_run_stays_chosen_when_its_label_is_another(open_app, engine) -> None:
    app = press(open_app("training", epochs="3"), "Train")
    run = app.query_params["run"]
    label = app.selectbox(key="run").options[1]
    engine.find(run).set_status(Status("stopped"))
    app.run()
    assert app.selectbox(key="run").options[1] != label
    assert app.selectbox(key="run").value == run
    assert app.query_params["run"] == run


def test_a_burst_leads_where_its_first_press_led(open_app, engine) -> None:
    """The later presses come from a page that still shows, and sends, the recorded run."""
    app = press(open_app("training", epochs="3", part="rewind"), "Train")
    run = app.query_params["run"]
    app.selectbox(key="run").set_value(runs.RECORDED)
    app.query_params.clear()
    app = press(app, "Train")
    assert app.query_params["run"] == run
    assert app.selectbox(key="run").value == run
