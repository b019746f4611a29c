"""Whole sites, real browsers, real documents."""
