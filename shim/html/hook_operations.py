"""Reactions of a document to HTML elements that come in or change: images load, details elements toggle.

What follows a hook is made when the first element of a kind shows up, so that a page without any pays nothing.
"""

from __future__ import annotations

from turbohtml import Element

from shim.css.animations.animation_operations import watch_motion
from shim.dom.tree import Tree
from shim.engine.realm import Realm, operation


class HookOperations:
    """Watches images and details elements of one realm."""

    def __init__(self, realm: Realm, tree: Tree) -> None:
        self._realm = realm
        self._tree = tree
        self._sourced: set[Element] = set()

    @operation
    def watch_images(self) -> None:
        """From now on changes of an image's `src` reach `$.imageSourceChanged`, however they are made."""
        self._tree.changed["img", "src"] = self._source_changed

    def image_inserted(self, image: Element) -> None:
        """An image that has a source and was not given it by script starts to load."""
        self.watch_images()
        if "src" in image.attrs and image not in self._sourced:
            self._source_changed(image, image.attr("src"))

    def details_inserted(self, details: Element) -> None:
        """A details element that markup opens is toggled once, as in the parser."""
        if "open" in details.attrs:
            self.details_toggled(details, "")

    def _source_changed(self, image: Element, _: str | None) -> None:
        self._sourced.add(image)
        self._realm.call("imageSourceChanged", self._tree.id(image))

    def details_toggled(self, details: Element, value: str | None) -> None:
        """The `open` of a details element has come or gone."""
        self._realm.call("detailsToggled", self._tree.id(details), value is not None)


def watch_html(realm: Realm, tree: Tree) -> None:
    """Sets the hooks up; call it before the document is parsed."""

    def hooks() -> HookOperations:
        found: HookOperations = realm.provider(HookOperations)
        return found

    watch_motion(realm, tree)
    tree.inserted["img"] = lambda image: hooks().image_inserted(image)
    tree.inserted["details"] = lambda details: hooks().details_inserted(details)
    tree.changed["details", "open"] = lambda details, value: hooks().details_toggled(details, value)
