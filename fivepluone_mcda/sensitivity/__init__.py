"""Weights: how far the ranking holds when they move."""
