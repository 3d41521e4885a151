"""Hooks of MkDocs (mkdocs.yml): links out of docs/, and what the reference shows.

The reference of a class shows the members that `shim/sync_api/__init__.pyi` has, which are those for callers: the stub
is written from the sources, and a test holds it up to date.
"""

import ast
import re
from logging import getLogger
from pathlib import Path
from typing import Any

from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url
from outward_links import ROOT, outward, source_url

LOG = getLogger("mkdocs.plugins.docs_hooks")
STUB = ast.parse((ROOT / "shim/sync_api/__init__.pyi").read_text(encoding="utf-8"))
_DIRECTIVE = re.compile(r"^::: ([\w.]+)((?:\n    .*)*)", re.MULTILINE)
_PAGE_NAME = re.compile(r"\bdocs/([\w-]+\.md)(?![^<]*>)")


def _members() -> dict[str, list[str]]:
    """The names that each class of the stub has, in their order; without the opposites of assertions."""
    found = {}
    for class_ in STUB.body:
        if isinstance(class_, ast.ClassDef):
            names = [
                node.target.id if isinstance(node, ast.AnnAssign) else node.name
                for node in class_.body
                if isinstance(node, ast.FunctionDef)
                or (isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name))
            ]
            found[class_.name] = [name for name in dict.fromkeys(names) if not name.startswith(("_", "not_to_"))]
    return found


MEMBERS = _members()


def on_page_markdown(markdown: str, page: Page, config: Any, files: Files) -> str:
    """Sends links out of docs/ to the source, and gives the reference its members."""
    docs = Path(config.docs_dir)
    markdown, missing = outward(markdown, (docs / page.file.src_uri).parent, docs, source_url())
    for target in missing:
        LOG.warning("%s links to %s, which is not there", page.file.src_uri, target)
    return _DIRECTIVE.sub(_with_members, markdown)


def _with_members(directive: re.Match[str]) -> str:
    name, options = directive.groups()
    members = MEMBERS.get(name.rpartition(".")[2].removeprefix("Headless"))
    if members is None or "      members:" in options:
        return directive[0]
    block = options or "\n    options:"
    return f"::: {name}{block}\n      members: {members}"


def on_page_content(html: str, page: Page, config: Any, files: Files) -> str:
    """Links the pages that docstrings name."""

    def replace(name: re.Match[str]) -> str:
        file = files.get_file_from_path(name[1])
        if file is None:
            LOG.warning("%s names %s, which is not there", page.file.src_uri, name[0])
            return name[0]
        return f'<a href="{get_relative_url(file.url, page.url)}">{file.page.title if file.page else name[1]}</a>'

    return _PAGE_NAME.sub(replace, html) if page.file.src_uri.startswith("api/") else html
