"""A parser of HTML that can stop at each script and be fed in pieces, for `document.write`.

Pages are parsed by turbohtml, which is some eighty times as fast and can do neither: docs/engine.md.
"""
