"""The Python processes that the benchmarks measure."""
