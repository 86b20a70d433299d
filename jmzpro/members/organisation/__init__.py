"""An organisation of the network."""
