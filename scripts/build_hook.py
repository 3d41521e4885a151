"""Minifies the polyfill while a wheel is built, so that `audio-shim polyfill --minify` needs no minifier where it is
installed. Hatchling calls this; it is not a command."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class MinifyPolyfill(BuildHookInterface):
    """Adds `shim/_js/minified` to the wheel: the polyfill as a script and as a module."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Writes the files. An editable install reads js/ in place and gets none."""
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        try:
            from shim.polyfill.bundle import MINIFIED, minify, plain_script
        finally:
            sys.path.remove(self.root)
        folder = Path(self.directory) / "minified"
        folder.mkdir(parents=True, exist_ok=True)
        for is_module, name in MINIFIED.items():
            (folder / name).write_text(minify(plain_script(module=is_module)), encoding="utf-8")
            build_data["force_include"][str(folder / name)] = f"shim/_js/minified/{name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Removes the files, which the wheel holds by now."""
        folder = Path(self.directory) / "minified"
        if folder.is_dir():
            for file in folder.iterdir():
                file.unlink()
            folder.rmdir()
