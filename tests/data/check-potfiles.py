#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Says whether po/POTFILES.in names exactly the files that have something to translate.

usage: check-potfiles.py SOURCE_ROOT
"""

import pathlib
import re
import sys

# The calls that xgettext collects; it reads only double-quoted strings.
CALL = re.compile(r'(?<![\w.])(?:_|C_|N_|NC_|ngettext|g_dngettext|g_dpgettext2)\s*\(\s*"')
SINGLE_QUOTED = re.compile(r"(?<![\w.])C?_\s*\(\s*'")
COMMENT = re.compile(r"/\*.*?\*/|//[^\n]*", re.S)


def main() -> int:
    root = pathlib.Path(sys.argv[1])
    listed = [
        line.strip()
        for line in (root / "po/POTFILES.in").read_text(encoding="utf-8").splitlines()
        if line.strip() and not line.startswith("#")
    ]
    trouble = []
    if listed != sorted(listed):
        trouble.append("po/POTFILES.in is not sorted (LC_ALL=C sort)")
    for name in sorted({name for name in listed if listed.count(name) > 1}):
        trouble.append(f"{name} is listed twice")

    wanted = {"data/app.foyer.Foyer.desktop.in", "data/app.foyer.Foyer.metainfo.xml.in"}
    for path in sorted((root / "src").rglob("*")):
        if path.suffix not in (".c", ".h", ".blp"):
            continue
        name = path.relative_to(root).as_posix()
        text = COMMENT.sub("", path.read_text(encoding="utf-8"))
        if CALL.search(text):
            wanted.add(name)
        if path.suffix == ".blp" and SINGLE_QUOTED.search(text):
            trouble.append(f"{name} has _('…'); only _(\"…\") is collected")
    for name in listed:
        if not (root / name).is_file():
            trouble.append(f"{name} is listed but does not exist")
        elif name not in wanted:
            trouble.append(f"{name} is listed but has nothing to translate")
    for name in sorted(wanted - set(listed)):
        trouble.append(f"{name} has texts to translate but is not listed in po/POTFILES.in")

    for line in trouble:
        print(line)
    return 1 if trouble else 0


sys.exit(main())
