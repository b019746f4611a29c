"""Moderation, complaints, copyright cases, tickets, sanctions and the register."""
