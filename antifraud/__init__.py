"""City Antifraud: the rules, storage, page building and commands. It must not import Flask."""
