"""Where the elements of a document are, and pictures of it: its tree as markup for a renderer in a process of its own,
and what that measures."""
