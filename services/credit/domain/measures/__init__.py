"""What a department may ask and do at the gate."""
