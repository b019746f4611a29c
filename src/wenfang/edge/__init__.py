"""What the HTML edge and the REST edge share."""
