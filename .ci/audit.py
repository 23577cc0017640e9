"""Ask pip-audit for known weaknesses of all locked packages; say so where nobody answers.

    python .ci/audit.py PIP-AUDIT CONSTRAINTS

Exits with 1 if a package has a known weakness. pip-audit takes a package that the index
does not know for a private one and leaves it out, so without a way to the data it would
report nothing wrong; here that is told apart from "nothing is known".
"""

from __future__ import annotations

import json
import subprocess
import sys


def main(pip_audit: str, constraints: str) -> int:
    """Print each weakness, or why there was no answer."""
    options = ["--no-deps", "--disable-pip", "--progress-spinner=off", "--desc=off"]
    done = subprocess.run(
        [pip_audit, "-r", constraints, *options, "--timeout=10", "--format=json"],
        capture_output=True,
        text=True,
        check=False,
    )
    try:
        packages = json.loads(done.stdout)["dependencies"]
    except ValueError:
        reason = (done.stderr.strip() or "no answer").splitlines()[-1]
        print(f"skipped: the list of known weaknesses cannot be reached ({reason[:160]})")
        return 0
    asked = [package for package in packages if "vulns" in package]
    if not asked:
        print("skipped: the index here has no list of known weaknesses")
        return 0
    weak = [(package, each) for package in asked for each in package["vulns"]]
    for package, each in weak:
        fixed = ", ".join(each["fix_versions"]) or "no release yet"
        print(f"{package['name']} {package['version']}: {each['id']}, mended in {fixed}")
    print(f"{len(asked)} of {len(packages)} packages asked about, {len(weak)} known weaknesses")
    return 1 if weak else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
