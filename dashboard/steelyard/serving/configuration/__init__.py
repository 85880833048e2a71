"""What an operator has configured: read, checked, and with the place each value comes from."""
