"""The process in which cases of one target are played: `python -m fuzz.worker TARGET [isolated]`. It reads a case from
each line, and answers each with a line."""

from __future__ import annotations

import asyncio
import builtins
import faulthandler
import json
import os
import sys
from itertools import pairwise
from typing import IO

from fuzz.stage import CASE, Stage, new_browser, trace
from fuzz.targets import Target, pieces_of, target

REPEATS = 6
"""Repeats of a case after which there is more than before: things that are made only once do not grow so often."""
WARM = 12
"""Threads and descriptors that a process may have more than at its start: pools fill, caches of hosts open."""
STARTED = "started"


async def _play(one: Target, pieces: list[str], stage: Stage) -> None:
    try:
        async with asyncio.timeout(CASE):
            await one.play(pieces, stage)
    except builtins.TimeoutError:
        stage.problems.append(f"hang: the case was not over after {CASE:g} s")
    except Exception as error:
        stage.problems.append(f"raised: {trace(error)}")
    await stage.end()


async def _grows(one: Target, pieces: list[str], stage: Stage, most: tuple[int, int]) -> str:
    """Says what each playing of a case leaves behind, if it does."""
    counts = [await stage.held()]
    if all(now <= before for now, before in zip(counts[-1], most, strict=True)):
        return ""
    for _ in range(REPEATS):
        if counts[1:] and all(now <= before for before, now in zip(*counts[-2:], strict=True)):
            return ""
        await _play(one, pieces, stage)
        counts.append(await stage.held())
    for what, numbers in zip(("threads", "descriptors"), zip(*counts, strict=True), strict=True):
        if all(later > earlier for earlier, later in pairwise(numbers)):
            return f"growth: {what} of the process, each time it is played: {', '.join(map(str, numbers))}"
    return ""


async def _serve(name: str, answers: IO[str], *, isolated: bool) -> None:
    one = target(name)
    async with new_browser(isolated=isolated) as browser:
        stage = Stage(browser)
        print(STARTED, file=answers, flush=True)
        stage.begin("none")
        await stage.end()
        most = tuple(count + WARM for count in await stage.held())
        for line in iter(sys.stdin.readline, ""):
            case = json.loads(line)
            number, pieces = case["number"], case.get("pieces")
            faulthandler.dump_traceback_later(CASE * 1.2)
            stage.begin(f"{name}-{number}")
            if pieces is None:
                pieces = pieces_of(name, number)
            await _play(one, pieces, stage)
            if not stage.problems and any(now > before for now, before in zip(stage.held_now(), most, strict=True)):
                grown = await _grows(one, pieces, stage, most)
                stage.problems += [grown] if grown else []
                most = max(most[0], stage.held_now()[0]), max(most[1], stage.held_now()[1])
            faulthandler.cancel_dump_traceback_later()
            print(json.dumps({"problems": stage.problems, "memory": stage.memory}), file=answers, flush=True)


def main() -> None:
    """Output of this process or its libraries is an error, so it goes where errors go."""
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    asyncio.run(_serve(sys.argv[1], answers, isolated="isolated" in sys.argv[2:]))


if __name__ == "__main__":
    main()
