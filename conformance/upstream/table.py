"""The table of a comparison, as Markdown."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from .reasons import Folder, Reason, reason_of

_MOST_REASONS = 8
_LONGEST = 110
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"|\'[^\']*\'')
_NUMBER = re.compile(r"-?\b\d+(?:\.\d+)?\b")
_FILE = re.compile(r"\S+\.[a-z]{2,5}(?=:)")
_OBJECT = re.compile(r"(?:object|function|Element node|Text node|Comment node) ?<?.*")


def page(folders: Sequence[Folder], reasons: Sequence[Reason], revision: str, versions: str) -> str:
    """The page of the documentation."""
    lines = [
        "# Upstream's tests here and in jsdom",
        "",
        f"`make wpt-upstream WPT=DIR` has written this, from web platform tests at `{revision}`, with {versions}.",
        "Both ran the same files: those that need neither handlers, substitution, pipes, HTTPS, variants nor",
        "testdriver, which wpt-runner does not have. A subtest counts if either runner reported it. *No result*: the",
        "file timed out, ended its process, or stopped with an error; its subtests count as far as they were reported.",
        "*Left out*: files with any of these; of `encoding` nearly all subtests are in variants.",
        "",
        "| folder | files | left out | subtests | pass here | in jsdom | only here | only in jsdom "
        "| no result here / in jsdom |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    lines += [_row(folder) for folder in folders]
    if len(folders) > 1:
        lines.append(_total(folders))
    lines.append("")
    lines += _only_in_jsdom(folders, reasons)
    lines += [
        "## Reasons of what fails here",
        "",
        "The message of each failed subtest, without its values (`…`), the most frequent first. A file without any",
        "subtests counts as one.",
        "",
        "| folder | subtests | files | message |",
        "|---|---|---|---|",
    ]
    for folder in folders:
        lines += _messages(folder)
    return "\n".join(lines) + "\n"


def _numbers(folder: Folder) -> list[int]:
    files = [*folder.ours]
    ours = {(file, name) for file in files for name in folder.ours[file].passed}
    theirs = {(file, name) for file in files if file in folder.jsdom for name in folder.jsdom[file].passed}
    everything = ours | theirs
    for results in (folder.ours, folder.jsdom):
        everything |= {(file, name) for file in files if file in results for name in results[file].failed}
    problems = [
        sum(bool(results[file].problem) for file in files if file in results) for results in (folder.ours, folder.jsdom)
    ]
    return [
        len(files),
        folder.left_out,
        len(everything),
        len(ours),
        len(theirs),
        len(ours - theirs),
        len(theirs - ours),
        *problems,
    ]


def _row(folder: Folder) -> str:
    return _cells(f"`{folder.name}`", _numbers(folder))


def _total(folders: Sequence[Folder]) -> str:
    return _cells("all", [sum(column) for column in zip(*map(_numbers, folders), strict=True)])


def _cells(name: str, numbers: Sequence[int]) -> str:
    *counts, ours, theirs = (f"{number:,}" for number in numbers)
    return f"| {name} | {' | '.join(counts)} | {ours} / {theirs} |"


def _only_in_jsdom(folders: Sequence[Folder], reasons: Sequence[Reason]) -> list[str]:
    """The reasons of what passes in jsdom alone, and then what has none, each by its name."""
    subtests: Counter[tuple[str, str]] = Counter()
    files: dict[tuple[str, str], set[str]] = {}
    open_ones: list[str] = []
    for folder in folders:
        for test, subtest, message in folder.only_in_jsdom():
            if reason := reason_of(reasons, test, subtest):
                subtests[folder.name, reason] += 1
                files.setdefault((folder.name, reason), set()).add(test)
            else:
                open_ones.append(f"- `{test}`: {_code(subtest)}: {form_of(message)}")
    lines = ["## What passes in jsdom alone", ""]
    if subtests:
        lines += ["| folder | subtests | files | reason |", "|---|---|---|---|"]
        lines += [
            f"| `{name}` | {count:,} | {len(files[name, reason]):,} | {reason} |"
            for (name, reason), count in subtests.items()
        ]
        lines.append("")
    lines += [f"Without a reason: {len(open_ones):,}.", ""]
    if open_ones:
        lines += [*open_ones, ""]
    return lines


def _messages(folder: Folder) -> list[str]:
    subtests: Counter[str] = Counter()
    files: dict[str, set[str]] = {}
    for file, result in folder.ours.items():
        for message in result.failed.values():
            form = form_of(message)
            subtests[form] += 1
            files.setdefault(form, set()).add(file)
    lines = [
        f"| `{folder.name}` | {count:,} | {len(files[form]):,} | {form} |"
        for form, count in subtests.most_common(_MOST_REASONS)
    ]
    rest = subtests.total() - sum(count for _, count in subtests.most_common(_MOST_REASONS))
    if rest:
        kinds = len(subtests) - _MOST_REASONS
        lines.append(f"| `{folder.name}` | {rest:,} | | {kinds:,} other messages |")
    return lines


def form_of(message: str) -> str:
    """A message without its values, as text of a table's cell."""
    text = message.split("\n")[0]
    text = _QUOTED.sub("…", text)
    text = _NUMBER.sub("…", text)
    text = _FILE.sub("…", text)
    text = _OBJECT.sub("…", text)
    return _code(text)


def _code(text: str) -> str:
    """A text as code in a cell, cut off where it is long."""
    if len(text) > _LONGEST:
        text = text[:_LONGEST] + "…"
    text = re.sub(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]", "\ufffd", text)
    return "`" + text.replace("`", "'").replace("|", "\\|").strip() + "`"
