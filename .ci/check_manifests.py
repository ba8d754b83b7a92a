"""Checks rendered manifests, strictly, against the schemas of one version of Kubernetes.

Arguments: the version, then files. Resources of operators have no schema here: those listed are
counted, any other kind without a schema is an error. Runs in the virtual environment of the tools.
"""

import sys
from functools import cache
from pathlib import Path

import kubernetes_validate
import yaml
from kubernetes_validate import utils

OPERATORS = {
    ("keda.sh/v1alpha1", "ScaledObject"),
    ("monitoring.coreos.com/v1", "PodMonitor"),
    ("monitoring.coreos.com/v1", "PrometheusRule"),
}

# The definitions are 2 MB, read for every resource again unless they are kept.
utils.schema_contents = cache(utils.schema_contents)


def problem_of(resource: dict, version: str) -> str:
    """Return what does not fit; "" when all does."""
    try:
        kubernetes_validate.validate(resource, version, strict=True)
    except kubernetes_validate.ValidationError as error:
        return f"{'.'.join(map(str, error.path))}: {error.message}"
    except kubernetes_validate.SchemaNotFoundError as error:
        return error.message
    return ""


def check(path: Path, version: str) -> bool:
    """Tell whether a file fits; print what does not."""
    fit = left_out = 0
    wrong = []
    for each in yaml.safe_load_all(path.read_text(encoding="utf-8")):
        if (each["apiVersion"], each["kind"]) in OPERATORS:
            left_out += 1
        elif problem := problem_of(each, version):
            wrong.append(f"{path}: {each['kind']} {each['metadata']['name']}: {problem}")
        else:
            fit += 1
    sys.stderr.writelines(f"{line}\n" for line in wrong)
    sys.stdout.write(f"{path.stem:11} {fit:3} resources fit Kubernetes {version}")
    sys.stdout.write(f", {left_out} of operators have no schema\n" if left_out else "\n")
    return not wrong


if __name__ == "__main__":
    _, kubernetes, *files = sys.argv
    results = [check(Path(file), kubernetes) for file in files]
    sys.exit(not all(results))
