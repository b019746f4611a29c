"""The suite; unit, app, contract, e2e and architecture."""
