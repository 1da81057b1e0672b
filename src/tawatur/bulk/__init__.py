"""Many articles at once, on one machine or a cluster."""
