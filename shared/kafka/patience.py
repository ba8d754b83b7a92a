"""How long a client looks for its broker before it says that the broker is away."""

# The library looks for 30 seconds, in which nothing is told and nothing can be stopped. All who use
# this ask again, at another of the brokers by chance.
FINDING_MS = 5_000
