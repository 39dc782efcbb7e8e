"""Kafka: what our records and topics look like, the clients that carry them, and what Faust needs to lose none."""
