"""What runs inside the sandbox, one step per start, speaking lines of JSON to the press."""
