"""Ranking: from candidates to a distribution, and from a distribution to a draw whose probability is known exactly."""
