"""The room of comparisons: who is in which arm, and what a comparison showed. No I/O, no clock, no randomness."""
