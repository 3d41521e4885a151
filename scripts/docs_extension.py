"""An extension of griffe, which reads docstrings for the reference (mkdocs.yml): lines about parameters are a list."""

import re
from typing import Any

import griffe

_PARAMETER = re.compile(r"\n(?=`[\w, `]+`: )")


class ParameterLists(griffe.Extension):
    """Puts each "`parameter`: meaning" of a docstring into a list; Markdown would run them together."""

    def on_instance(self, *, obj: griffe.Object, **_: Any) -> None:
        """Changes the docstring of an object that was just read."""
        if obj.docstring:
            obj.docstring.value = _PARAMETER.sub("\n\n- ", obj.docstring.value)
