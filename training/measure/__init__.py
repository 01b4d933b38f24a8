"""What the model is worth: the scorers, the peer, and the table."""
