"""Which way leads to a pod: entrance, allowed paths, places, the topics it is scaled by."""

from urllib.parse import urlsplit

import pytest

from services.complaints.consumers import subscriptions as complaints_subscriptions
from services.complaints.container import build_container as complaints
from services.complaints.settings import Settings as ComplaintsSettings
from services.notify.consumers import subscriptions as notify_subscriptions
from services.notify.container import build_container as notify
from services.notify.settings import Settings as NotifySettings
from shared.kafka.topics import TOPICS
from shared.settings import check_all, load
from shared.watching.watch_settings import WatchSettings
from shared.web.server_settings import ServerSettings
from tests.architecture.apps import ENVIRONMENT
from tests.architecture.apps import SERVICES as APPS
from tests.architecture.manifests import (
    K8S,
    PRODUCT_SETTINGS,
    SERVICES,
    documents,
    generated,
    kustomization,
    words_of,
    workload,
    workloads,
)

NOT_FROM_OUTSIDE = ("/healthz", "/readyz", "/metrics", "/internal")
NETWORK = K8S / "base" / "network"
POLICIES = [
    each
    for path in sorted(NETWORK.glob("*.yaml"))
    if path.stem != "kustomization"
    for each in documents(path)
]
OTLP_PORT = 4318
KINDS = (ComplaintsSettings, NotifySettings, WatchSettings, ServerSettings)
OVERLAYS = sorted((K8S / "overlays").iterdir())
PLACES = [overlay for overlay in OVERLAYS if overlay.name != "local"]
SUBSCRIPTIONS = {
    "complaints": lambda: complaints_subscriptions(
        complaints(load(ComplaintsSettings, ENVIRONMENT))
    ),
    "notify": lambda: notify_subscriptions(notify(load(NotifySettings, ENVIRONMENT))),
}


def entrance(path: str) -> str | None:
    """Return the service that the ingress sends a path to."""
    (ingress,) = documents(K8S / "base" / "ingress.yaml")
    (rule,) = ingress["spec"]["rules"]
    fitting = [
        entry
        for entry in rule["http"]["paths"]
        if path == entry["path"]
        or (entry["pathType"] == "Prefix" and path.startswith(f"{entry['path']}/"))
    ]
    if not fitting:
        return None
    name: str = max(fitting, key=lambda entry: len(entry["path"]))["backend"]["service"]["name"]
    return name.removesuffix("-serve")


def base_settings() -> dict[str, str]:
    """Return the settings of the product before any place says otherwise."""
    return dict(generated(K8S / "base")[PRODUCT_SETTINGS])


@pytest.mark.parametrize("service", SERVICES)
def test_every_public_address_of_a_service_is_reached_from_outside_and_no_other(service):
    for rule in APPS[service]().url_map.iter_rules():
        found = entrance(rule.rule)
        if rule.rule.startswith(NOT_FROM_OUTSIDE):
            assert found is None, rule.rule
        elif rule.rule.startswith(("/auth/", "/ui/")):  # the same in each; one answers for all
            assert found == "complaints", rule.rule
        else:
            assert found == service, rule.rule


def test_everything_is_denied_that_is_not_named():
    (deny,) = documents(NETWORK / "default-deny.yaml")
    assert deny["spec"] == {"podSelector": {}, "policyTypes": ["Ingress", "Egress"]}


@pytest.mark.parametrize("policy", POLICIES, ids=lambda policy: policy["metadata"]["name"])
def test_a_path_begins_at_pods_that_there_are(policy):
    selector = policy["spec"]["podSelector"]
    labels = selector.get("matchLabels", {})
    assert labels.get("app.kubernetes.io/name", SERVICES[0]) in SERVICES
    named = {labels.get("app.kubernetes.io/component", "serve")}
    for expression in selector.get("matchExpressions", []):
        named |= set(expression["values"])
    assert named <= {words_of(each)[0] for each in workloads()}


def test_a_path_allows_a_port_and_a_peer():
    for policy in POLICIES:
        for rule in [*policy["spec"].get("egress", []), *policy["spec"].get("ingress", [])]:
            assert rule["ports"]
            assert rule.get("to") or rule.get("from")


def test_every_long_running_process_reaches_a_collector_of_traces():
    (traces,) = [each for each in POLICIES if each["metadata"]["name"] == "traces"]
    (component,) = traces["spec"]["podSelector"]["matchExpressions"]
    running = {words_of(each)[0] for each in workloads() if each["kind"] == "Deployment"}
    assert set(component["values"]) == running
    assert [rule["ports"] for rule in traces["spec"]["egress"]] == [
        [{"protocol": "TCP", "port": OTLP_PORT}]
    ]


@pytest.mark.parametrize("place", OVERLAYS, ids=lambda place: place.name)
def test_a_place_names_as_many_brokers_as_there_are_copies(place):
    said = base_settings() | generated(place)[PRODUCT_SETTINGS]
    assert len(said["KAFKA_BOOTSTRAP"].split(",")) == int(said["REPLICATION_FACTOR"])


@pytest.mark.parametrize("place", OVERLAYS, ids=lambda place: place.name)
def test_the_settings_of_a_place_can_be_read(place):
    said = generated(place)
    settings = base_settings() | said[PRODUCT_SETTINGS] | said.get("notify-settings", {})
    check_all(KINDS, ENVIRONMENT | settings)


@pytest.mark.parametrize("place", OVERLAYS, ids=lambda place: place.name)
def test_people_reach_a_place_by_the_host_its_entrance_has(place):
    url = generated(place)[PRODUCT_SETTINGS]["PUBLIC_URL"]
    hosts = [
        change["value"]
        for change in documents(place / "host.yaml")[0]
        if change["path"] == "/spec/rules/0/host"
    ]
    assert hosts == [urlsplit(url).hostname]


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.name)
def test_a_place_runs_one_release_of_all_services(place):
    said = kustomization(place)
    (labels,) = said["labels"]
    version = labels["pairs"]["app.kubernetes.io/version"]
    assert {image["newTag"] for image in said["images"]} == {version}
    assert {image["name"] for image in said["images"]} == {f"fairport-{each}" for each in SERVICES}


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.name)
def test_a_place_says_where_everything_outside_the_cluster_is(place):
    inside = {
        policy["metadata"]["name"]
        for policy in POLICIES
        for rule in policy["spec"].get("egress", [])
        for peer in rule["to"]
        if peer.get("podSelector", {}).get("matchLabels", {}).get("app.kubernetes.io/name")
        not in {None, *SERVICES}
    }
    assert {policy["metadata"]["name"] for policy in documents(place / "engines.yaml")} == inside


@pytest.mark.parametrize("service", SUBSCRIPTIONS)
def test_consumers_are_scaled_by_the_lag_of_groups_and_topics_that_there_are(service):
    (scaled,) = documents(K8S / "components" / "consumer-lag" / f"{service}.yaml")
    triggers = [trigger["metadata"] for trigger in scaled["spec"]["triggers"]]
    listened = {(each.group, topic) for each in SUBSCRIPTIONS[service]() for topic in each.topics}
    assert {(each["consumerGroup"], each["topic"]) for each in triggers} == listened
    assert {each["bootstrapServersFromEnv"] for each in triggers} == {"KAFKA_BOOTSTRAP"}
    assert (
        scaled["spec"]["scaleTargetRef"]["name"] == f"{service}-{words_of(workload('consume'))[0]}"
    )
    partitions = {topic.name: topic.partitions for topic in TOPICS}
    assert scaled["spec"]["maxReplicaCount"] == max(partitions[topic] for _, topic in listened)
