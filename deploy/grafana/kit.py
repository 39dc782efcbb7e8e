"""Kit: the pieces that both dashboards are made of, so that they look and behave alike.

Everything filters by `$campaign` and `$audience`; every query goes to the data source that `$datasource` names.
"""

from collections.abc import Sequence

from grafana_foundation_sdk.builders import common as common_builders
from grafana_foundation_sdk.builders import dashboard, prometheus, stat, statetimeline, table, timeseries
from grafana_foundation_sdk.cog.builder import Builder
from grafana_foundation_sdk.models import common
from grafana_foundation_sdk.models import dashboard as models
from grafana_foundation_sdk.models import prometheus as prometheus_models

from listener.metrics import Metric

SOURCE = models.DataSourceRef(type_val="prometheus", uid="${datasource}")
HERE = 'campaign=~"$campaign",audience=~"$audience"'
WIDE, HALF, THIRD, QUARTER = 24, 12, 8, 6
HIGH, LOW = 8, 4

Query = tuple[str, str]  # PromQL, legend
Panel = Builder[models.Panel]


def here(name: Metric, more: str = "") -> str:
    """A metric of the chosen audiences."""
    return f"{name}{{{HERE}{',' if more else ''}{more}}}"


def rate(name: Metric, by: str, *, chosen: bool = False) -> str:
    """A counter's rate, by labels."""
    selected = f"{name}_total{{{HERE}}}" if chosen else f"{name}_total"
    return f"sum by ({by}) (rate({selected}[$__rate_interval]))"


def _targets(queries: Sequence[Query]) -> list[prometheus.Dataquery]:
    letters = "ABCDEFGH"
    return [
        prometheus.Dataquery().expr(expr).legend_format(legend).ref_id(letters[number]).datasource(SOURCE).range()
        for number, (expr, legend) in enumerate(queries)
    ]


def lines(
    title: str, words: str, *queries: Query, unit: str = "short", span: int = HALF, stacked: bool = False
) -> timeseries.Panel:
    """Curves over time; gaps in the data stay gaps."""
    panel = timeseries.Panel().title(title).description(words).unit(unit).span(span).height(HIGH).datasource(SOURCE)
    panel = panel.legend(_legend()).tooltip(_tooltip()).span_nulls(False).line_width(2).min(0)
    panel = panel.fill_opacity(60 if stacked else 8).show_points(common.VisibilityMode.NEVER)
    mode = common.StackingMode.NORMAL if stacked else common.StackingMode.NONE
    panel = panel.stacking(common_builders.StackingConfig().mode(mode).group("A"))
    for target in _targets(queries):
        panel = panel.with_target(target)
    return panel


def bounded(panel: timeseries.Panel, line: float) -> timeseries.Panel:
    """With a line across, at which something happens."""
    steps = [models.Threshold(value=None, color="transparent"), models.Threshold(value=line, color="red")]
    thresholds = dashboard.ThresholdsConfig().mode(models.ThresholdsMode.ABSOLUTE).steps(steps)
    style = common_builders.GraphThresholdsStyleConfig().mode(common.GraphThresholdsStyleMode.DASHED)
    return panel.thresholds(thresholds).thresholds_style(style)


def number(title: str, words: str, query: Query, unit: str = "short", alarm: float | None = None) -> stat.Panel:
    """One number, red from `alarm` on."""
    steps = [models.Threshold(value=None, color="green")]
    steps += [] if alarm is None else [models.Threshold(value=alarm, color="red")]
    thresholds = dashboard.ThresholdsConfig().mode(models.ThresholdsMode.ABSOLUTE).steps(steps)
    panel = stat.Panel().title(title).description(words).unit(unit).span(QUARTER).height(LOW).datasource(SOURCE)
    return panel.thresholds(thresholds).no_value("no data").with_target(_targets([query])[0])


def timeline(title: str, words: str, query: Query) -> statetimeline.Panel:
    """Bands of time in which something held."""
    panel = statetimeline.Panel().title(title).description(words).span(WIDE).height(HIGH).datasource(SOURCE)
    return panel.show_value(common.VisibilityMode.NEVER).legend(_legend()).with_target(_targets([query])[0])


def rows(title: str, words: str, query: Query, hidden: Sequence[str]) -> table.Panel:
    """The labels of what is now, as a table."""
    target = _targets([query])[0].instant().format(prometheus_models.PromQueryFormat.TABLE)
    hide: dict[str, object] = {"excludeByName": dict.fromkeys((*hidden, "Time", "Value", "__name__"), True)}
    organized = models.DataTransformerConfig(id_val="organize", options=hide)
    panel = table.Panel().title(title).description(words).span(WIDE).height(HIGH).datasource(SOURCE)
    return panel.with_transformation(organized).with_target(target)


def _legend() -> common_builders.VizLegendOptions:
    shown = common_builders.VizLegendOptions().show_legend(True)
    return shown.display_mode(common.LegendDisplayMode.LIST).placement(common.LegendPlacement.BOTTOM)


def _tooltip() -> common_builders.VizTooltipOptions:
    return common_builders.VizTooltipOptions().mode(common.TooltipDisplayMode.MULTI).sort(common.SortOrder.DESCENDING)


def mark(name: str, expr: str, color: str) -> dashboard.AnnotationQuery:
    """A mark across all panels whenever the query has an answer."""
    return dashboard.AnnotationQuery().name(name).datasource(SOURCE).enable(True).icon_color(color).expr(expr)


def board(title: str, uid: str, words: str, tags: Sequence[str]) -> dashboard.Dashboard:
    """An empty dashboard with the variables that all have."""
    made = dashboard.Dashboard(title).uid(uid).description(words).tags(list(tags)).readonly()
    made = made.time("now-7d", "now").refresh("1m").timezone("browser").tooltip(models.DashboardCursorSync.CROSSHAIR)
    source = dashboard.DatasourceVariable("datasource").label("Data source").type("prometheus")
    return (
        made.with_variable(source)
        .with_variable(_choice("campaign", ""))
        .with_variable(_choice("audience", '{campaign=~"$campaign"}'))
    )


def filled(made: dashboard.Dashboard, rows: Sequence[tuple[str, Sequence[Panel]]]) -> dashboard.Dashboard:
    """With rows of panels, each under its title."""
    for title, panels in rows:
        made = made.with_row(dashboard.Row(title))
        for panel in panels:
            made = made.with_panel(panel)
    return made


def _choice(label: str, within: str) -> dashboard.QueryVariable:
    """A variable with the values that a label has now."""
    variable = dashboard.QueryVariable(label).label(label.capitalize()).datasource(SOURCE)
    variable = variable.query(f"label_values({Metric.DECISIONS}_total{within}, {label})")
    variable = variable.refresh(models.VariableRefresh.ON_TIME_RANGE_CHANGED)
    return variable.sort(models.VariableSort.ALPHABETICAL_ASC).multi(True).include_all(True).all_value(".*")
