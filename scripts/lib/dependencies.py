"""Whether the dependencies are what deny.toml lets them be, and those of the web app likewise: sources, licences, one version
of each crate, nothing that runs when it is installed. Needs nothing but Python, cargo and the lock files."""

import json
import re
import subprocess
import sys
import tomllib
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).parents[2]

# The web app's: what deny.toml allows, and these.
NPM_LICENCES = {
    "0BSD", "BSD-2-Clause", "BlueOak-1.0.0", "CC0-1.0", "ISC",
    "CC-BY-4.0",  # What browsers can do, as data for the build.
    "LGPL-3.0-or-later",  # The image library of Next.js, an optional and separate file.
    "MPL-2.0",  # The CSS compiler and the accessibility checker, at build and test time.
    "OFL-1.1",  # The fonts.
    "Python-2.0",  # A parser of command lines, for lint.
}
# Part of lint: looks whether its binary for this machine was installed, and fetches it if not.
NPM_INSTALL_SCRIPTS = {"unrs-resolver"}


def allows(expression: str, allowed: set[str]) -> bool:
    """Whether an SPDX expression can be met by licences that are allowed."""
    tokens = re.findall(r"[()]|[^\s()]+", expression.replace("/", " OR ")) + [""]

    def choice() -> bool:
        met = every()
        while tokens[0] == "OR":
            tokens.pop(0)
            met = every() or met
        return met

    def every() -> bool:
        met = one()
        while tokens[0] == "AND":
            tokens.pop(0)
            met = one() and met
        return met

    def one() -> bool:
        name = tokens.pop(0)
        if name == "(":
            met = choice()
            tokens.pop(0)
            return met
        if tokens[0] == "WITH":
            name = " ".join([name, tokens.pop(0), tokens.pop(0)])
        return name in allowed

    return choice()


def crates(rules: dict) -> list[str]:
    command = ["cargo", "metadata", "--locked", "--format-version", "1"]
    metadata = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE)
    packages = json.loads(metadata.stdout)["packages"]
    sources = {None, *(f"registry+{url}" for url in rules["sources"]["allow-registry"])}
    allowed = set(rules["licenses"]["allow"])
    wrong = []
    for package in packages:
        name = f"{package['name']} {package['version']}"
        if package["source"] not in sources:
            wrong.append(f"{name} comes from {package['source']}")
        if not allows(package["license"] or "none", allowed):
            wrong.append(f"{name} has the licence {package['license']}")
    return wrong + duplicates(packages, [spec["crate"] for spec in rules["bans"]["skip"]])


def duplicates(packages: list[dict], skipped: list[str]) -> list[str]:
    unused, versions = set(skipped), defaultdict(list)
    for package in packages:
        name, version = package["name"], package["version"]
        skips = [spec for spec in skipped if f"{name}@{version}.".startswith(f"{spec}.")]
        unused.difference_update(skips)
        if not skips:
            versions[name].append(version)
    several = [f"{name} is there in several versions: {', '.join(found)}" for name, found in versions.items() if found[1:]]
    return several + [f"deny.toml skips {spec}, which is not there" for spec in sorted(unused)]


def npm_packages(rules: dict) -> list[str]:
    lock = json.loads((ROOT / "web/package-lock.json").read_text())
    allowed = set(rules["licenses"]["allow"]) | NPM_LICENCES
    wrong = []
    for path, package in lock["packages"].items():
        name = path.rpartition("node_modules/")[2]
        if not name:
            continue
        if not allows(package.get("license", "none"), allowed):
            wrong.append(f"{name} has the licence {package.get('license')}")
        if package.get("hasInstallScript") and name not in NPM_INSTALL_SCRIPTS:
            wrong.append(f"{name} runs a script when it is installed")
        if "integrity" not in package and not package.get("inBundle"):
            wrong.append(f"{name} can be replaced unnoticed: the lock file has no hash of it")
    return wrong


def main() -> int:
    rules = tomllib.loads((ROOT / "deny.toml").read_text())
    wrong = crates(rules) + npm_packages(rules)
    print("\n".join(wrong) or "Every dependency is as deny.toml and scripts/lib/dependencies.py have it.")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
