"""Fails when a committed file holds what belongs to one machine: the address of a package registry, or a path
under somebody's home folder. Reads the files that git tracks."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

FORBIDDEN = {
    "a package registry's address": re.compile(r"https?://registry\.|index-url\s*[=:]|^\s*registry\s*=", re.IGNORECASE),
    "a package's download address": re.compile(r"https?://\S+\.(?:tgz|whl|crate|deb|tar\.gz)\b"),
    "a resolved address in a lock file": re.compile(r'"resolved"\s*:'),
    "a path of one machine": re.compile(r"(?<![\w./*-])/(?:home/\w|Users/\w|root/|work/)"),
}


def offences(path: Path) -> list[str]:
    """One line for each forbidden thing in the file; none for a binary one."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError:
        return []
    return [
        f"{path.relative_to(ROOT)}:{number}: {what}"
        for number, line in enumerate(lines, start=1)
        for what, pattern in FORBIDDEN.items()
        if pattern.search(line)
    ]


def main() -> int:
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    tracked = [ROOT / name for name in listing.split("\0") if name]
    found = [offence for path in tracked if path.is_file() and path != Path(__file__) for offence in offences(path)]
    print("\n".join(found) if found else f"{len(tracked)} files are clean")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
