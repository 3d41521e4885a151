"""Time and memory per live page and DOM operations, against happy-dom, jsdom and the bare engine. See README.md."""
