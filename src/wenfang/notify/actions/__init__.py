"""Sending what waits in the outbox."""
