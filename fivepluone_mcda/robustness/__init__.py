"""Scores and methods: how far the ranking holds when they change."""
