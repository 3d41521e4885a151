"""Processes that are forked from one that has imported what they need, and killed when they hang."""
