"""Where authors upload, describe and publish."""
