"""The host half of HTML: forms, custom elements, the document of a window, and what follows changes of the tree."""
