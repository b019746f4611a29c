"""Signing in and up, language, and the profile."""
