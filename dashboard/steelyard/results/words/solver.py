"""What is said where the linear-programming solver finds no answer."""

GAVE_UP = "This could not be worked out: the solver gave up on these numbers."
