"""Figures, their page, the alerts, their runbooks and the dashboard name the same things."""

import json
import re
from importlib import import_module
from typing import Any

import pytest
import yaml
from prometheus_client import REGISTRY
from prometheus_client.metrics import MetricWrapperBase

from tests.architecture.source import ROOT, modules

pytestmark = pytest.mark.slow

MONITORING = ROOT / "k8s/components/monitoring"
ROW = re.compile(r"^\| `(fairport_\w+)` \| (\w+) \| (.*?) ?\| (.+?) \| (.+) \|$", re.MULTILINE)
SERIES = re.compile(r"\b(fairport_\w+)\b(?:\{([^}]*)\})?")
MATCHER = re.compile(r"(\w+)\s*(?:=~|!~|!=|=)")
PARTS_OF_A_HISTOGRAM = ("_bucket", "_sum", "_count")


def in_code() -> dict[str, tuple[str, tuple[str, ...], str]]:
    """Return type, labels and meaning of each figure that the code makes."""
    for path in modules():
        if "prometheus_client" in path.read_text(encoding="utf-8"):
            import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
    found: dict[str, tuple[str, tuple[str, ...], str]] = {}
    for metric in set(REGISTRY._names_to_collectors.values()):
        if isinstance(metric, MetricWrapperBase) and metric._name.startswith("fairport_"):
            name = f"{metric._name}_total" if metric._type == "counter" else metric._name
            kind, labels = str(metric._type), tuple(map(str, metric._labelnames))
            found[name] = (kind, labels, metric._documentation)
    return found


def on_the_page() -> dict[str, tuple[str, tuple[str, ...], str]]:
    """Return type, labels and meaning of each figure on the page."""
    rows = ROW.findall((ROOT / "docs/metrics.md").read_text(encoding="utf-8"))
    return {
        name: (kind, tuple(re.findall(r"`(\w+)`", labels)), meaning)
        for name, kind, labels, _, meaning in rows
    }


def rules() -> list[dict[str, Any]]:
    groups = yaml.safe_load((MONITORING / "rules.yaml").read_text(encoding="utf-8"))["groups"]
    return [rule for group in groups for rule in group["rules"]]


def dashboard() -> dict[str, Any]:
    whole: dict[str, Any] = json.loads((MONITORING / "dashboard.json").read_text(encoding="utf-8"))
    return whole


def expressions() -> list[str]:
    """Return every query of the alerts and of the dashboard."""
    shown = [target["expr"] for panel in dashboard()["panels"] for target in panel["targets"]]
    variables = [each["query"] for each in dashboard()["templating"]["list"]]
    asked = [each["query"] for each in variables if isinstance(each, dict)]
    return [rule["expr"] for rule in rules()] + shown + asked


def runbooks() -> list[str]:
    return re.findall(
        r"^### (Fairport\w+)$", (ROOT / "docs/operations.md").read_text("utf-8"), re.MULTILINE
    )


def figure_of(series: str) -> str:
    known = in_code()
    for part in PARTS_OF_A_HISTOGRAM:
        if (whole := series.removesuffix(part)) in known and known[whole][0] == "histogram":
            return whole
    return series


def test_the_page_lists_every_figure_as_the_code_makes_it():
    assert on_the_page() == in_code()


def test_a_figure_is_named_by_the_habits_of_prometheus():
    for name, (kind, labels, _) in in_code().items():
        assert name.endswith("_total") == (kind == "counter"), name
        assert not {"le", "quantile", "job", "instance"} & set(labels), name
        if "_age" in name or kind == "histogram":
            assert name.endswith("_seconds"), name


@pytest.mark.parametrize("expression", expressions())
def test_a_query_asks_only_for_figures_and_labels_that_there_are(expression):
    known = in_code()
    for series, matchers in SERIES.findall(expression):
        figure = figure_of(series)
        assert figure in known, series
        assert known[figure][0] != "histogram" or series != figure, f"{series} is no series"
        assert set(MATCHER.findall(matchers)) <= {*known[figure][1], "le"}, expression


def test_a_query_groups_only_by_labels_of_what_it_asks_for():
    known = in_code()
    for expression in expressions():
        labels = {"le", "process", "service"} if "up{" in expression else {"le"}
        for series, _ in SERIES.findall(expression):
            labels |= set(known[figure_of(series)][1])
        for grouped in re.findall(r"\bby \(([^)]*)\)", expression):
            assert {each.strip() for each in grouped.split(",")} <= labels, expression


def test_every_figure_is_on_the_dashboard_or_in_an_alert():
    asked = {figure_of(name) for each in expressions() for name, _ in SERIES.findall(each)}
    assert set(in_code()) - asked == set()


def test_every_alert_has_a_runbook_and_every_runbook_an_alert():
    assert sorted(runbooks()) == sorted(rule["alert"] for rule in rules())


def test_an_alert_says_how_soon_somebody_must_look_and_what_is_wrong():
    for rule in rules():
        assert rule["labels"]["severity"] in {"page", "ticket"}, rule["alert"]
        assert rule["annotations"]["summary"], rule["alert"]


def test_a_runbook_says_what_it_means_what_to_look_at_and_what_to_do():
    text = (ROOT / "docs/operations.md").read_text(encoding="utf-8")
    for name in runbooks():
        section = text.split(f"### {name}\n")[1].split("\n#")[0]
        for part in ("**Means.**", "**Look.**", "**Do.**"):
            assert part in section, f"{name}: {part}"


def test_panels_do_not_lie_on_each_other():
    taken = set()
    for panel in dashboard()["panels"]:
        place = panel["gridPos"]
        for x in range(place["x"], place["x"] + place["w"]):
            for y in range(place["y"], place["y"] + place["h"]):
                assert (x, y) not in taken, panel["title"]
                taken.add((x, y))


def test_the_component_hands_over_the_files_beside_it():
    component = yaml.safe_load((MONITORING / "kustomization.yaml").read_text(encoding="utf-8"))
    named = {
        file.partition("=")[2] for each in component["configMapGenerator"] for file in each["files"]
    }
    assert {"kustomization.yaml", *named} == {path.name for path in MONITORING.iterdir()}
