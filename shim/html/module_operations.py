"""Host operations of modules: `import()` and `import.meta.resolve`."""

from __future__ import annotations

from shim.engine.realm import HostError, operation

from .import_maps import UnresolvedError
from .module_scripts import ModuleScripts


class ModuleOperations:
    """Host operations of `js/platform/html/modules.js`."""

    def __init__(self, scripts: ModuleScripts) -> None:
        self.scripts = scripts

    @operation
    def import_module(self, place: float, number: float) -> None:
        """See `ModuleScripts.import_module`."""
        self.scripts.import_module(int(place), int(number))

    # https://html.spec.whatwg.org/#hostgetimportmetaproperties steps 2 to 5
    @operation
    def resolve_module_specifier(self, specifier: str, base_url: str) -> str:
        """The URL that a specifier stands for in the module of that base URL."""
        try:
            return self.scripts.resolve(specifier, base_url)
        except UnresolvedError as error:
            raise HostError("TypeError", str(error)) from None
