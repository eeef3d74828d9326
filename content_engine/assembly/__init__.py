"""The room that turns chosen variants into one message. A thinking room: no I/O, no clock, no randomness.

Variant text and layouts are template source, written and approved by people; attributes are data and are never read as
source. Everything is compiled once per catalog; a request only fills in values.
"""
