"""What a person reads when the product is up."""

from pathlib import Path

from shared.local.sign_in.people import load_groups

NOTE = (
    "One machine, for evaluation and tests only. In production: a MongoDB replica set, Kafka,",
    "Elasticsearch and the city's own sign-in at the same addresses of the settings.",
)


def welcome(url: str, root: Path, seconds: float) -> str:
    """Return the address, the demo sign-ins and where things are."""
    lines = [
        "",
        f"口岸信用与投诉协同平台 Fairport   {url}",
        f"Mail that would have left          {url}/mail",
        "",
        "Demo sign-ins, no password 演示人员（不需要密码）:",
    ]
    for group in load_groups():
        names = "、".join(f"{each.name['zh']} ({each.sub})" for each in group.people)
        lines.append(f"  {group.title['zh']} {group.title['en']}: {names}")
    lines += ["", *NOTE, "", f"Logs are in {root}/logs. Ready after {seconds:.0f} s. Ctrl-C stops."]
    return "\n".join(lines)
