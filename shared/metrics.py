"""What every process measures; names, labels and meaning are listed in docs/metrics.md.

Where the workers of a web server add up their figures, a gauge holds the highest of them.
"""

from prometheus_client import Counter, Gauge, Histogram

REQUEST_SECONDS = Histogram(
    "fairport_request_seconds",
    "Time to answer, per route.",
    ["service", "method", "route", "status"],
)
REQUESTS_NOT_TAKEN = Counter(
    "fairport_requests_not_taken_total",
    "Requests answered 503 unread, after waiting too long behind others that wait for a store.",
)
BUILD_INFO = Gauge(
    "fairport_build_info",
    "1, with what runs here as labels.",
    ["service", "process", "release", "python"],
    multiprocess_mode="max",
)
LOOP_LATE_SECONDS = Gauge(
    "fairport_loop_late_seconds",
    "How much longer than its patience a loop has not turned; 0 while it turns.",
    ["service", "loop"],
)
LEASE_HELD = Gauge(
    "fairport_lease_held", "1 where this process holds the lease, else 0.", ["service", "lease"]
)
OUTBOX_AGE_SECONDS = Gauge(
    "fairport_outbox_age_seconds",
    "Age of the oldest event not yet sent; 0 when all are.",
    ["service"],
)
OUTBOX_EVENTS = Gauge(
    "fairport_outbox_events", "Events not yet sent, counted up to 1000 documents.", ["service"]
)
EVENTS_SENT = Counter(
    "fairport_events_sent_total", "Events acknowledged by the broker.", ["service"]
)
EVENTS_RESENT = Counter(
    "fairport_events_resent_total", "Events sent again after the broker lost some.", ["service"]
)
EVENTS_HANDLED = Counter(
    "fairport_events_handled_total", "Events whose effect is stored.", ["group", "topic"]
)
HANDLING_SECONDS = Histogram(
    "fairport_handling_seconds",
    "Time to handle what one poll gave, waits for a store included.",
    ["group"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300),
)
EVENTS_PARKED = Counter(
    "fairport_events_parked_total",
    "Messages parked because they cannot be handled, by the kind of error.",
    ["group", "topic", "reason"],
)
EVENTS_RETRIED = Counter(
    "fairport_events_retried_total",
    "Waits before an event is tried again: a store is away or the handler failed.",
    ["group"],
)
CONSUMER_LAG = Gauge(
    "fairport_consumer_lag",
    "Messages of a topic that a group has not committed.",
    ["group", "topic"],
)
PARKED_MESSAGES = Gauge(
    "fairport_parked_messages", "Parked messages of a topic not yet sent back.", ["topic"]
)
STORE_RETRIES = Counter(
    "fairport_store_retries_total",
    "How often the store did not answer, cut the connection or could not do what it was asked.",
    ["store"],
)
CLOCK_LAG_SECONDS = Gauge(
    "fairport_clock_lag_seconds",
    "How long the oldest thing due has not been taken; 0 when nothing is due.",
    ["service", "work"],
)
CLOCK_FAILED = Counter(
    "fairport_clock_failed_total",
    "Things due that could not be taken and were passed over until the next turn.",
    ["service", "work"],
)
