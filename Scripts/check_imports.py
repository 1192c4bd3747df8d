"""Every module that a source names in an `import` is a dependency of its target, and every
dependency is named in one.

    python3 Scripts/check_imports.py

SwiftPM does not see to it: an import that is not declared is found where the other module happens
to be built already, and fails elsewhere, by chance of the order.
"""

import json
import os
import re
import subprocess
import sys

# What the toolchain itself brings.
TOOLCHAIN = {
    "Dispatch", "Foundation", "FoundationEssentials", "FoundationNetworking", "Glibc", "Musl",
    "RegexBuilder", "Synchronization", "Testing",
}
IMPORT = re.compile(
    r"^\s*(?:@\w+\s+)*(?:(?:public|package|internal|fileprivate|private)\s+)?import\s+"
    r"(?:(?:struct|class|enum|protocol|typealias|func|var|let)\s+)?(\w+)",
    re.MULTILINE,
)


def main():
    described = subprocess.run(
        [os.environ.get("SWIFT", "swift"), "package", "describe", "--type", "json"],
        stdout=subprocess.PIPE, check=True)
    targets = [
        target for target in json.loads(described.stdout)["targets"]
        if target["module_type"] == "SwiftTarget"]
    faults = [fault for target in targets for fault in faults_of(target)]
    if not targets:
        faults.append("Package.swift: no target was described")
    sys.exit("\n".join(faults) or 0)


def faults_of(target):
    declared = set(target.get("target_dependencies", []) + target.get("product_dependencies", []))
    named = {}
    for source in target["sources"]:
        path = os.path.join(target["path"], source)
        with open(path, encoding="utf-8") as file:
            for module in IMPORT.findall(file.read()):
                named.setdefault(module, path)
    for module in sorted(named.keys() - declared - TOOLCHAIN):
        yield f"{named[module]}: imports {module}, which is no dependency of {target['name']}"
    for module in sorted(declared - named.keys()):
        yield f"Package.swift: {target['name']} depends on {module} and imports it nowhere"


main()
