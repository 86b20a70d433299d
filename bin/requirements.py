"""Are requirements/*.txt in step with pyproject.toml? Every wish is pinned within its bounds,
every pin has its hashes.
"""

import re
import sys
import tomllib
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)", re.MULTILINE)


def pins(name: str) -> dict[str, str]:
    text = (ROOT / "requirements" / name).read_text()
    return {canonicalize_name(package): version for package, version in PIN.findall(text)}


def missing() -> list[str]:
    """What the pinned packages need and the list does not pin: pip with hashes refuses such a
    list.
    """
    found = []
    for name in ("base.txt", "dev.txt"):
        pinned = pins(name)
        for package in pinned:
            try:
                needs = [Requirement(text) for text in metadata.requires(package) or []]
            except metadata.PackageNotFoundError:  # of another level, or of another Python
                continue
            found += [
                f"{name} lacks {need.name}, which {package} needs"
                for need in needs
                if (need.marker is None or need.marker.evaluate({"extra": ""}))
                and canonicalize_name(need.name) not in pinned
            ]
    return found


def wrong() -> list[str]:
    """One sentence for each thing that is out of step."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    base, dev = pins("base.txt"), pins("dev.txt")
    wishes = [(base, "base.txt", wish) for wish in project["project"]["dependencies"]]
    wishes += [(dev, "dev.txt", wish) for wish in project["dependency-groups"]["dev"]]
    found = []
    for pinned, where, text in wishes:
        wish = Requirement(text)
        version = pinned.get(canonicalize_name(wish.name))
        if version is None or not wish.specifier.contains(version, prereleases=True):
            found.append(f"{where} has {version or 'nothing'} for {text}")
    found += [
        f"{name} is {version} in base.txt and {dev.get(name)} in dev.txt"
        for name, version in base.items()
        if dev.get(name) != version
    ]
    for path in sorted((ROOT / "requirements").glob("*.txt")):
        blocks = re.split(r"\n(?=\S)", path.read_text().strip())
        found += [
            f"{path.name}: {block.split()[0]} has no hash"
            for block in blocks
            if "--hash=sha256:" not in block
        ]
        found += [
            f"{path.name} names an address" for _ in re.findall(r"https?://", path.read_text())[:1]
        ]
    return found


if __name__ == "__main__":
    sentences = [*wrong(), *missing()]
    sys.stdout.writelines(f"{sentence}\n" for sentence in sentences)
    sys.exit(1 if sentences else 0)
