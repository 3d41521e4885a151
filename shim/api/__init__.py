"""The Python API that both engines share."""
