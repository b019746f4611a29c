"""Listings, categories, search and recommendations."""
