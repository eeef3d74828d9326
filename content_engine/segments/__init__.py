"""Segment contracts: is what the upstream says of a subject good enough to act on?"""
