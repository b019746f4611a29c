"""Entitlements, downloads and proof of delivery."""
