"""The QuickJS embedding: realms, the event loop, and the lazily compiled platform interfaces."""
