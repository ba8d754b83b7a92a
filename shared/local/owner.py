"""A directory of data belongs to one kind of engines: what one wrote, the other must not find."""

from pathlib import Path

from shared.local.problem import LocalProblem

_MARK = "engine-kind"
_BEFORE_THERE_WERE_MARKS = "embedded"


def claim(root: Path, kind: str) -> None:
    """Mark the directory as that of a kind of engines.

    Raises:
        LocalProblem: it belongs to another kind.
    """
    mark = root / _MARK
    owner = mark.read_text("utf-8").strip() if mark.exists() else _unmarked(root) or kind
    if owner != kind:
        raise LocalProblem(
            f"The data in {root} are those of {owner} engines, and this run is on {kind} ones. Go"
            f" on with ENGINES={owner}, or drop the data with `make reset`."
        )
    root.mkdir(parents=True, exist_ok=True)
    mark.write_text(f"{kind}\n", "utf-8")


def _unmarked(root: Path) -> str | None:
    return _BEFORE_THERE_WERE_MARKS if (root / "documents").exists() else None
