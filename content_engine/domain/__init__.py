"""Nouns and ports. Standard library and pydantic only."""
