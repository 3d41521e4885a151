"""A fuzzer: random input from pages and clients, and a look at whether the host outlives it. See README.md."""
