"""The Python API on QuickJS with the agent of each page in a process of its own: `Browser(isolated=True)`.

See docs/browsers.md. This folder is the end in the host; `agent` is what runs in a page's process.
"""
