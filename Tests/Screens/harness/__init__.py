"""Runs the program in pseudo-terminals, draws what it writes, and compares the screens with golden ones."""
