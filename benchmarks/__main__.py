"""`make bench`: runs every benchmark and prints its table."""

from rich.console import Console

from benchmarks import (
    arbitration,
    dom_operations,
    memory_per_page,
    polyfill_load,
    server_load,
    time_per_page,
    wpt_files,
)

console = Console(width=120)
for benchmark in (time_per_page, memory_per_page, dom_operations, arbitration, server_load, polyfill_load, wpt_files):
    with console.status(f"{benchmark.__name__.rpartition('.')[2].replace('_', ' ')} ..."):
        table = benchmark.run()
    console.print(table)
