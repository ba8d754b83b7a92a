"""What a department may ask at the gate and what it may do then."""
