"""Writes about users and tokens."""
