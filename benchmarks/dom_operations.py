"""DOM operations as a page's script does them."""

import re
from functools import partial
from statistics import median

from rich.table import Table

from benchmarks.sides import BARE, HAPPY_DOM, HERE, JSDOM, OURS, Side, agree, interleaved, ratio, running

ROUNDS, COUNT, WARM_UP = 7, 3000, 3000


def names_of_operations() -> list[str]:
    source = (HERE / "pages" / "operations.js").read_text(encoding="utf-8")
    return re.findall(r'^    "?([^"\n]+?)"?\(count\) \{$', source, re.MULTILINE)


def time_of(name: str, side: Side) -> float:
    """Seconds that COUNT operations take; on the bare engine, COUNT calls into Python instead."""
    answer = side.ask("call", count=COUNT) if side.label == BARE else side.ask("operation", name=name, count=COUNT)
    return float(answer["seconds"])


def run() -> Table:
    table = Table(
        "operation", OURS, HAPPY_DOM, JSDOM, f"ours / {HAPPY_DOM}", f"ours / {JSDOM}", "in calls into Python",
        title="DOM operations, µs each", title_justify="left",
    )  # fmt: skip
    with running(OURS, HAPPY_DOM, JSDOM, BARE) as sides:
        pages = [sides[label] for label in (OURS, HAPPY_DOM, JSDOM)]
        for name in names_of_operations():
            agree({side.label: side.ask("operation", name=name, count=WARM_UP)["result"] for side in pages})
            figures = interleaved(sides, ROUNDS, partial(time_of, name))
            table.add_row(
                name,
                *(f"{median(figures[side.label]) / COUNT * 1e6:.2f}" for side in pages),
                *(f"{ratio(figures, label):.2f}x" for label in (HAPPY_DOM, JSDOM)),
                f"{ratio(figures, BARE):.1f}",
            )
    return table
