"""Scenario pages that run in Firefox's native Audio Session, in this project, and on paper by the draft's text."""
