"""Boxes and pictures of a document: its tree as markup for a renderer in a process of its own, and what that measures."""
