#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Shows that the arrows between the layers of src/ hold, by trying to break each of them.

For every layer one of its files is taken from compile_commands.json, and with its exact command a
probe that includes a single header is compiled: a header of a layer that it may see must be found,
any other must not. Libraries whose headers lie in the compiler's own search path cannot be kept
out that way; for these the sources are read. Prints TAP.

usage: check-arrows.py SOURCE_ROOT BUILD_ROOT
"""

import json
import os
import pathlib
import re
import shlex
import subprocess
import sys

LAYERS = ("core", "wire", "store", "sync", "platform", "scan", "print", "exchange", "cli", "gui")

# Which layers each one may include.
SEES = {
    "core": set(),
    "wire": {"core"},
    "store": {"core"},
    "sync": {"core", "wire", "store"},
    "platform": {"core", "wire"},
    "scan": {"core"},
    "print": {"core"},
    "exchange": {"core", "store"},
    "cli": {"core", "wire", "store", "sync", "scan", "print", "exchange"},
    "gui": {"core", "wire", "store", "sync", "scan", "print", "exchange"},
}

# Who may include the header of a library: by the compiler's search path …
LIBRARY_BY_PATH = {
    "gtk/gtk.h": {"gui"},
    "adwaita.h": {"gui"},
    "gst/gst.h": {"scan", "gui"},
    "libsoup/soup.h": {"sync", "platform"},
    "libsecret/secret.h": {"sync"},
}
# … and by what the sources say.
LIBRARY_BY_NAME = {
    r"sqlite3\.h": {"store", "platform"},
    r"cups/": {"print"},
    r"zbar\.h": {"scan"},
    r"ZXing/": {"scan"},
    r"qrencode\.h": {"print"},
    r"gtk/|adwaita\.h|gdk/": {"gui"},
}

# foyer-platform runs on small hosts: none of these may be needed to start it.
NOT_IN_PLATFORM = re.compile(r"lib(gtk|gdk|adwaita|gst|cups|zbar|ZXing|X11|wayland)[^/ ]*\.so")


class Tap:
    def __init__(self) -> None:
        self.count = 0
        self.failed = 0

    def say(self, good: bool, what: str, why: str = "") -> None:
        self.count += 1
        self.failed += not good
        print(f"{'ok' if good else 'not ok'} {self.count} - {what}")
        for line in why.splitlines()[:12] if not good else ():
            print(f"# {line}")

    def skip(self, what: str, why: str) -> None:
        self.count += 1
        print(f"ok {self.count} - {what} # SKIP {why}")


def layer_of(path: pathlib.Path, root: pathlib.Path) -> str | None:
    try:
        parts = path.resolve().relative_to(root / "src").parts
    except ValueError:
        return None
    return parts[0] if len(parts) > 1 else None


def commands(root: pathlib.Path, build: pathlib.Path) -> dict[str, tuple[list[str], pathlib.Path]]:
    """One compiler command per layer, without its input and output."""
    found: dict[str, tuple[list[str], pathlib.Path]] = {}
    for entry in json.loads((build / "compile_commands.json").read_text(encoding="utf-8")):
        folder = pathlib.Path(entry["directory"])
        layer = layer_of(folder / entry["file"], root)
        if layer is None or layer in found or not entry["file"].endswith(".c"):
            continue
        words = shlex.split(entry["command"])
        kept, skip = [], False
        for word in words:
            if skip:
                skip = False
            elif word in ("-o", "-MF", "-MQ", "-MT"):
                skip = True
            elif word not in ("-c", "-MD", "-MMD", entry["file"]):
                kept.append(word)
        found[layer] = (kept + ["-fsyntax-only", "-w", "-x", "c", "-"], folder)
    return found


def includes(command: tuple[list[str], pathlib.Path], header: str) -> tuple[bool, str]:
    words, folder = command
    done = subprocess.run(
        words,
        cwd=folder,
        input=f'#include <glib.h>\n#include "{header}"\n',
        capture_output=True,
        text=True,
        timeout=60,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
        check=False,
    )
    return done.returncode == 0, done.stderr


def main() -> int:
    root, build = (pathlib.Path(word).resolve() for word in sys.argv[1:3])
    tap = Tap()
    known = commands(root, build)
    headers = {
        layer: sorted(path.name for path in (root / "src" / layer).rglob("*.h"))
        for layer in LAYERS
    }

    for layer in LAYERS:
        what = f"{layer}: sees what it may see, and nothing else"
        if layer not in known:
            if layer in ("gui", "platform") or not list((root / "src" / layer).rglob("*.c")):
                tap.skip(what, "not built")
            else:
                tap.say(False, what, "it has sources, but none of them is built")
            continue
        for other in LAYERS:
            if not headers[other] or other == layer:
                continue
            # A private header may need words said before it; the first public one of the folder does.
            header = headers[other][0]
            found, words = includes(known[layer], header)
            if other in SEES[layer]:
                # What it may see need not be on its path until it is used.
                if not found and "No such file" not in words:
                    tap.say(False, f"{layer}: {header} of {other} compiles", words)
                continue
            refused = not found and f"{header}: No such file" in words
            tap.say(refused, f"{layer}: does not see {other} ({header})", words or "it was found")
        for header, allowed in LIBRARY_BY_PATH.items():
            if layer not in allowed:
                found, words = includes(known[layer], header)
                refused = not found and f"{header}: No such file" in words
                tap.say(refused, f"{layer}: does not see {header}", words or "it was found")

    for pattern, allowed in LIBRARY_BY_NAME.items():
        wrong = []
        for path in sorted((root / "src").rglob("*.[ch]")):
            layer = layer_of(path, root)
            if layer in allowed:
                continue
            text = path.read_text(encoding="utf-8")
            if re.search(rf'^\s*#\s*include\s*[<"](?:{pattern})', text, re.M):
                wrong.append(path.relative_to(root).as_posix())
        tap.say(not wrong, f"{pattern} is included only in {', '.join(sorted(allowed))}", "\n".join(wrong))

    program = build / "src/platform/foyer-platform"
    what = "foyer-platform needs no window, camera or printer library"
    if "platform" not in known:
        tap.skip(what, "not built")
    else:
        done = subprocess.run(["ldd", program], capture_output=True, text=True, timeout=60, check=False)
        wrong = [line for line in done.stdout.splitlines() if NOT_IN_PLATFORM.search(line)]
        tap.say(done.returncode == 0 and not wrong, what, "\n".join(wrong) or done.stderr)

    print(f"1..{tap.count}")
    return 1 if tap.failed else 0


sys.exit(main())
