"""The room that says which variants may be said at all. A thinking room: no I/O, no clock, no randomness."""
