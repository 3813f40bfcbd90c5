"""What findings and scores together say: of breaking, of dying soon, of the nerves."""
