"""Time per live page: open it, parse, run its inline script, close it."""

from statistics import median

from rich.table import Table

from benchmarks.sides import BARE, HAPPY_DOM, JSDOM, OURS, Side, agree, interleaved, ratio, running, verdict

ROUNDS, PAGES, WARM_UP = 11, 30, 100
TARGETS = {HAPPY_DOM: 0.5, JSDOM: 0.15}


def run() -> Table:
    def one_page(side: Side) -> float:
        return float(side.ask("pages", count=PAGES)["seconds"]) / PAGES

    with running(OURS, HAPPY_DOM, JSDOM, BARE) as sides:
        agree({label: side.ask("pages", count=WARM_UP)["result"] for label, side in sides.items()})
        figures = interleaved(sides, ROUNDS, one_page)
        names = {label: side.name for label, side in sides.items()}

    table = Table(
        "", "ms per page", "ours / this", title="Time per live page with an inline script", title_justify="left"
    )
    for label, name in names.items():
        shown = "" if label == OURS else verdict(ratio(figures, label), TARGETS.get(label))
        table.add_row(name, f"{median(figures[label]) * 1e3:.2f}", shown)
    return table
