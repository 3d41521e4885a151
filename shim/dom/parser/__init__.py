"""A parser of HTML that can stop at each script and be fed in pieces, for `document.write`."""
