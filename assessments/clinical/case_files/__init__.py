"""Cases as files, for the command line: read, write, compare."""
