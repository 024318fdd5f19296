"""Mirat: a desktop reader for Arabic articles with their English beside them."""

__version__ = "0.1.0"
