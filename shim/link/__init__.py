"""The messages between documents and the session model, and what joins a link to it."""
