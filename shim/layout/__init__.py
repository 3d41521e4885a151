"""Boxes of the elements of a document, and pictures of it: its tree as markup for a renderer in a process of its own,
and the measurements of that renderer."""
