"""What every service measures; names and labels are part of the operations contract."""

from prometheus_client import Counter, Gauge, Histogram

REQUEST_SECONDS = Histogram(
    "fairport_request_seconds",
    "Time to answer, per route.",
    ["service", "method", "route", "status"],
)
OUTBOX_AGE_SECONDS = Gauge(
    "fairport_outbox_age_seconds",
    "Age of the oldest event not yet sent; 0 when all are.",
    ["service"],
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
EVENTS_PARKED = Counter(
    "fairport_events_parked_total",
    "Messages parked because they cannot be handled.",
    ["group", "topic"],
)
CONSUMER_LAG = Gauge(
    "fairport_consumer_lag", "Messages behind the end of the topic.", ["group", "topic"]
)
