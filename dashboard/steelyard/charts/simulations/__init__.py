"""Charts of lead shares and ranks in simulations."""
