"""`make fuzz`: plays random cases until the time is over, and goes on from there the next time.

`python -m fuzz --seconds 600` plays all targets by turns. `--target NAME --seed N --cases N` plays so many cases from
that one on, in one process; `python -m fuzz out/fuzz/NAME-N.json` plays a case that was kept. The exit status is 1 when
something failed.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from fuzz.campaign import Campaign, replay, soak
from fuzz.targets import NAMES


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m fuzz", description=__doc__)
    parser.add_argument("kept", nargs="*", type=Path, help="files of cases to play again", metavar="FILE")
    parser.add_argument("--seconds", type=float, default=60, help="how long to play")
    parser.add_argument(
        "--target",
        nargs="+",
        choices=(*NAMES, "faults"),
        default=NAMES,
        metavar="NAME",
        help="what to play; all by default",
    )
    parser.add_argument("--seed", type=int, help="number of the first case; by default the one after the last")
    parser.add_argument("--cases", type=int, help="play so many cases of each target, in one process each")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 2, help="processes that play at a time")
    parser.add_argument("--out", type=Path, default=Path("out/fuzz"), help="folder of failures and of where it ended")
    options = parser.parse_args(arguments)
    if options.kept:
        return max(replay(path) for path in options.kept)
    if options.cases is not None:
        return max(soak(name, options.seed or 0, options.cases, options.out) for name in options.target)
    return Campaign(options.target, options.out, options.seed, options.workers).run(options.seconds)


if __name__ == "__main__":
    sys.exit(main())
