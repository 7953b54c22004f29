"""What runs behind the walls. It imports nothing of the trusted side but the wire."""
