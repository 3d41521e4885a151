"""Location of the JavaScript that runs inside pages: beside the package in an installed wheel, at the top of the
repository in a checkout."""

from pathlib import Path


def js_dir() -> Path:
    """The folder that holds `polyfill/` and `platform/`.

    Raises FileNotFoundError when neither an installed wheel's copy nor a checkout's own folder is there.
    """
    package = Path(__file__).resolve().parent
    for candidate in (package / "_js", package.parent / "js"):
        if candidate.is_dir():
            return candidate
    raise FileNotFoundError(
        f"the package at {package} has no JavaScript beside it (looked for _js/ in it and js/ next to it): "
        "install audio-session-shim anew"
    )
