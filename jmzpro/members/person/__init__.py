"""A person of the network: profile, alerts, and by what somebody is recognised."""
