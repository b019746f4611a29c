"""A payment provider for trying things out: a server process of its own, without real money.

It shares nothing with the site but its folder's public key and shared secret; no Django here.
"""
