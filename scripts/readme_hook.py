"""The README on a package index, where no other file lies beside it: relative links are absolute there, or plain text.
Hatchling calls this while it builds; it is not a command."""

import sys
from pathlib import Path
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface


class ReadmeWithoutRelativeLinks(MetadataHookInterface):
    """Sets `readme` of the metadata."""

    PLUGIN_NAME = "custom"

    def update(self, metadata: dict[str, Any]) -> None:
        """Reads README.md. Its links lead to `Source` in pyproject.toml, and are text as long as there is none."""
        root = Path(self.root)
        sys.path.insert(0, str(root / "scripts"))
        try:
            from outward_links import outward, source_url
        finally:
            sys.path.remove(str(root / "scripts"))
        text, _ = outward((root / "README.md").read_text(encoding="utf-8"), root, source=source_url())
        metadata["readme"] = {"content-type": "text/markdown", "text": text}
