"""Payment providers behind one port, one file each."""
