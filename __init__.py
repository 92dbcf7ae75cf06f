"""Rapport: a rule-based diagnosis of how a company's sales and marketing work together."""

__version__ = "0.1.0"
