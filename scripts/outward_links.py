"""Relative links to files of the project, where these files are not: in the site, and on a package index.

docs_hooks.py and readme_hook.py use it; it is not a command.
"""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
_LINK = re.compile(r"\[([^\]]+)\]\((?!\w+:|#)([^)\s#]+)(#[^)\s]*)?\)")


def source_url() -> str | None:
    """The address of the project's files, from `Source` in pyproject.toml, if it has one."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    url = project.get("urls", {}).get("Source")
    return f"{url}/blob/main" if url else None


def outward(text: str, folder: Path, inside: Path | None = None, source: str | None = None) -> tuple[str, list[str]]:
    """Markdown whose relative links out of `inside` go to `source`, or are plain text without one.

    `folder` is where the text lies, and `inside` the folder whose files stay linked. The second value names the targets
    that are not there.
    """
    missing = []

    def replace(link: re.Match[str]) -> str:
        target = (folder / link[2]).resolve()
        if inside is not None and target.is_relative_to(inside):
            return link[0]
        if not target.exists():
            missing.append(link[2])
        if source is None:
            return link[1]
        return f"[{link[1]}]({source}/{target.relative_to(ROOT).as_posix()}{link[3] or ''})"

    return _LINK.sub(replace, text), missing
