"""What crosses the walls: documented frames of data, never code, never pickle."""
