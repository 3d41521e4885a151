"""Memory per live page: by how much a process grows for each page that is kept open."""

from statistics import median

from rich.table import Table

from benchmarks.sides import BARE, HAPPY_DOM, JSDOM, OURS, agree, ratio, running, verdict

ROUNDS, PAGES, WARM_UP = 3, 200, 10
TARGETS = {HAPPY_DOM: 1.0}


def run() -> Table:
    figures: dict[str, list[float]] = {label: [] for label in (OURS, HAPPY_DOM, JSDOM, BARE)}
    names = {}
    for _ in range(ROUNDS):
        results = {}
        for label in figures:
            with running(label) as sides:
                side = sides[label]
                before = side.ask("keep", count=WARM_UP)["bytes"]
                after = side.ask("keep", count=PAGES)
                figures[label].append((after["bytes"] - before) / PAGES)
                names[label], results[label] = side.name, after["result"]
        agree(results)

    table = Table(
        "", "KB per page", "ours / this", title=f"Memory per live page, {PAGES} kept open", title_justify="left"
    )
    for label, name in names.items():
        shown = "" if label == OURS else verdict(ratio(figures, label), TARGETS.get(label))
        table.add_row(name, f"{median(figures[label]) / 1024:.0f}", shown)
    return table
