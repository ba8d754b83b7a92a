"""Check the scrape job with promtool: that Prometheus reads it, and which pods it makes of which.

The promtool of Debian knows no Kubernetes, so the pods of tests/scrape/pods.json stand in a file
instead; all other lines of the job are those that are deployed.

    python3 .ci/check_scrape.py PROMTOOL
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
JOB = ROOT / "k8s/components/monitoring/scrape.yaml"
PODS = ROOT / "tests/scrape/pods.json"
DISCOVERY = "    kubernetes_sd_configs:\n      - role: pod\n"
META = "__meta_kubernetes_"


def main(promtool: str) -> int:
    """Return 0 when everything is as it should be."""
    job = JOB.read_text(encoding="utf-8")
    if job.count(DISCOVERY) != 1:
        return failed(f"{JOB} must discover pods, once:\n{DISCOVERY}")
    cases = json.loads(PODS.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        pods, config = Path(folder) / "pods.json", Path(folder) / "scrape.yaml"
        pods.write_text(json.dumps([target(case["pod"]) for case in cases]), encoding="utf-8")
        instead = f"    file_sd_configs: [{{files: [{pods.name}]}}]\n"
        config.write_text(job.replace(DISCOVERY, instead), encoding="utf-8")
        read = run(promtool, "check", "config", str(config))
        if read.returncode:
            return failed(read.stderr + read.stdout)
        found = run(promtool, "check", "service-discovery", "--timeout=2s", str(config), "fairport")
    if found.returncode:
        return failed(found.stderr + found.stdout)
    wrong = compared(cases, json.loads(found.stdout))
    outcome = "FAILED" if wrong else "SUCCESS"
    sys.stdout.write(f"Checking {JOB.relative_to(ROOT)}: {len(cases)} pods\n  {outcome}\n")
    sys.stdout.flush()
    return failed("\n".join(wrong)) if wrong else 0


def target(pod: dict[str, str]) -> dict[str, object]:
    """Return a pod as discovery gives it."""
    labels = {f"{META}{name}": value for name, value in pod.items() if name != "address"}
    return {"targets": [pod["address"]], "labels": labels}


def compared(cases: list[dict], found: list[dict]) -> list[str]:
    """Return a line for each pod that becomes something else than it should."""
    made = {each["discoveredLabels"]["__address__"]: each["labels"] for each in found}
    wrong = []
    for case in cases:
        wanted = case["scraped"] or {}
        labels = made.get(case["pod"]["address"])
        if labels is None or bool(labels) != bool(wanted) or not wanted.items() <= labels.items():
            wrong.append(f"{case['what']}: wanted {wanted or 'nothing'}, found {labels}")
    return wrong


def run(*command: str) -> subprocess.CompletedProcess:
    """Run promtool; what it complains of is looked at by the caller."""
    return subprocess.run(  # noqa: S603 - the program is that of .ci/find-promtool
        command, capture_output=True, text=True, timeout=60, check=False
    )


def failed(why: str) -> int:
    """Say why; return 1."""
    sys.stderr.write(f"{why}\n")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
