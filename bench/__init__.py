"""The benchmarks of `make bench`. They may use everything and nothing may use them."""
