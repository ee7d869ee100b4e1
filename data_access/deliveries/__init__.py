"""Deliveries: received, released, withdrawn, erased; and what they changed."""
