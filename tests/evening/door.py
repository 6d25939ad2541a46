#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The door, on real parts: every answer through a real camera.

    door.py --build BUILD --cases DOOR-CASES --out DIR

Holds a ticket for each verdict to a real PipeWire camera and looks at the store
and at the colour of the window. Kills the program at the moment that the window
is green, and finds the admission on the disk. Then lets in one ticket at two
doors that do not hear of each other, two processes with a platform between
them, and finds the same conflict at both. DIR holds a picture of each answer.
"""

import argparse
import json
import os
import shutil
import signal
import sqlite3
import sys
import time
from pathlib import Path

from stage import Stage, StageError, wait_for

SOURCE = Path(__file__).resolve().parent.parent.parent

# the style classes of the door, as in style.css
COLOURS = {
    "yes": (0x1A, 0x7F, 0x37),
    "genuine": (0x0D, 0x6A, 0x70),
    "no": (0xC0, 0x1C, 0x28),
    "wait": (0x9C, 0x57, 0x00),
    "info": (0x1C, 0x5F, 0xB4),
}
KEYS = {"entry": "F2", "exit": "F3", "info": "F4", "kill": "F2"}


class Door:
    def __init__(self, stage, out, cases):
        self.stage = stage
        self.out = out
        self.cases_program = cases
        self.store = stage.folder / "door.db"
        self.seen = stage.folder / "seen.png"
        self.cases = []
        self.summary = []

    def query(self, sql, *values, store=None):
        with sqlite3.connect(f"file:{store or self.store}?mode=ro", uri=True, timeout=5) as connection:
            return connection.execute(sql, values).fetchall()

    def ctl(self, *arguments, store):
        result = self.stage.run(self.stage.build / "src/cli/foyerctl", "--store", store, "--json", *arguments, check=False)
        return [json.loads(line) for line in result.stdout.splitlines()], result.returncode

    def setting(self, key, value):
        self.stage.run("gsettings", "set", "app.foyer.Foyer", key, value)

    def prepare(self):
        pictures = self.stage.folder / "pictures"
        pictures.mkdir()
        lines = self.stage.run(self.cases_program, self.store, pictures).stdout.splitlines()
        self.cases = [json.loads(line) for line in lines]
        town = self.cases.pop()
        self.setting("current-event", f"'{town['event']}'")
        self.setting("door-also", f"['{town['also']}']")
        self.setting("door-gate", "'North'")
        self.setting("scan-sound", "'off'")

    def start_camera(self):
        """One camera all evening; what it sees is a file that changes."""
        wall = self.stage.folder / "wall.png"
        self.stage.run("convert", "-size", "640x480", "xc:gray50", "-type", "TrueColor", f"PNG24:{wall}")
        shutil.copy(wall, self.seen)
        self.stage.end("camera")
        self.stage.start("camera", ["gst-launch-1.0", "multifilesrc", f"location={self.seen}", "loop=true", "caps=image/png,framerate=15/1", "!",
                                    "pngdec", "!", "videoconvert", "!", "videorate", "!", "video/x-raw,format=YUY2,width=640,height=480,framerate=15/1", "!",
                                    "pipewiresink", "mode=provide", "stream-properties=p,media.class=Video/Source,media.role=Camera,node.name=door-camera"])

    def hold_up(self, picture):
        part = self.seen.with_suffix(".part")
        self.stage.run("convert", picture, "-type", "TrueColor", f"PNG24:{part}")
        os.replace(part, self.seen)

    def open_window(self):
        self.stage.start("foyer", [self.stage.build / "src/gui/foyer", "--store", self.store, "--page", "door"])
        window = wait_for("the window", lambda: self.stage.run("xdotool", "search", "--onlyvisible", "--name", "^Foyer$", check=False).stdout.split(), 30)[0]
        self.stage.run("xdotool", "windowsize", "--sync", window, "1280", "860", check=False)
        self.stage.run("xdotool", "windowmove", window, "40", "40", check=False)
        self.stage.run("xdotool", "windowfocus", "--sync", window)
        self.stage.window = window

    def colour(self):
        """The colour near the right edge of the page, where a fresh answer covers what is there otherwise."""
        said = self.stage.run("import", "-window", self.stage.window, "-crop", "1x1+1200+700", "+repage", "-depth", "8", "rgb:-", text=False, check=False).stdout
        return tuple(said[:3])

    def is_shown(self, name):
        found = self.colour()
        return len(found) == 3 and all(abs(a - b) <= 6 for a, b in zip(found, COLOURS[name]))

    def present(self, case):
        mode = case["mode"]
        before = self.query("SELECT count(*) FROM scan")[0][0]
        self.hold_up(self.stage.folder / "wall.png")
        time.sleep(2.0)  # the last ticket is gone for long enough to be forgotten
        wait_for("the last answer to settle", lambda: not self.is_shown(case["colour"]), 15, 0.05)
        self.stage.key(KEYS[mode])
        begin = time.monotonic()
        self.hold_up(case["file"])
        wait_for(f"the colour of “{case['verdict']}”", lambda: self.is_shown(case["colour"]), 15, 0.02)
        if mode == "kill":
            self.stage.end("foyer", signal.SIGKILL)
        seconds = time.monotonic() - begin
        rows = self.query("SELECT verdict, mode, method FROM scan ORDER BY made_at DESC, id DESC")
        if mode == "info":
            if len(rows) != before:
                raise StageError("Looking a ticket up left a trace")
        elif len(rows) != before + 1 or rows[0][0] != case["verdict"] or rows[0][2] != "camera":
            raise StageError(f"Instead of “{case['verdict']}” once, the store has {rows[:2]} ({len(rows) - before} new)")
        if mode != "kill":
            self.stage.screenshot(case["verdict"], self.out)
        print(f"  {case['verdict']}: {seconds:.2f} s", flush=True)
        self.summary.append({"verdict": case["verdict"], "mode": mode, "seconds": round(seconds, 2)})

    def verdicts(self):
        self.start_camera()
        self.open_window()
        time.sleep(4)
        for case in self.cases:
            self.present(case)

    def after_the_kill(self):
        """The last one was killed when the window was green; the same ticket is not let in again."""
        self.start_camera()  # the killed program took the stream with it
        self.open_window()
        time.sleep(12)  # "you just scanned this" has passed
        self.present({**self.cases[-1], "mode": "entry", "verdict": "already-in", "colour": "no"})
        self.stage.end("foyer")

    def two_doors(self):
        """Two processes let in one ticket, neither hearing of the other; the platform tells both."""
        log = self.stage.start_platform()
        code = wait_for("the pairing code", lambda: next((word for word in log.read_text().split() if "token=" in word), None) if log.exists() else None)
        doors = [self.stage.folder / "north.db", self.stage.folder / "south.db"]
        self.ctl("demo", store=doors[0])
        events, _ = self.ctl("events", store=doors[0])
        event = next(event for event in events if event["phase"] == "active")
        self.ctl("pair", code, store=doors[0])
        self.ctl("sync", store=doors[0])
        invitation = self.stage.run(self.stage.build / "src/platform/foyer-platform", "--data", self.stage.folder / "platform", "--print-pairing", "door").stdout
        self.ctl("pair", next(word for word in invitation.split() if "token=" in word), store=doors[1])
        self.ctl("sync", store=doors[1])
        secret, ticket = self.query("SELECT secret, id FROM ticket t WHERE event = ? AND status = 'valid' AND inside = 0 LIMIT 1",
                                    bytes.fromhex(event["id"].replace("-", "")), store=doors[0])[0]
        answers = [self.ctl("scan", secret, "--event", event["id"], "--gate", gate, store=door)[0][-1]["verdict"] for gate, door in zip(("North", "South"), doors)]
        if answers != ["admitted", "admitted"]:
            raise StageError(f"Two doors that do not hear of each other said {answers}")
        for door in (doors[0], doors[1], doors[0]):
            self.ctl("sync", store=door)
        conflicts = [self.query("SELECT id FROM conflict WHERE subject = ? AND kind = 'double-admission'", ticket, store=door) for door in doors]
        if len(conflicts[0]) != 1 or conflicts[0] != conflicts[1]:
            raise StageError(f"The doors do not know of the same conflict: {conflicts}")
        if any(self.query("SELECT count(*) FROM scan WHERE ticket = ? AND verdict = 'admitted'", ticket, store=door)[0][0] != 2 for door in doors):
            raise StageError("One of the two admissions was lost")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", type=Path, required=True)
    parser.add_argument("--cases", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    shutil.rmtree(options.out, ignore_errors=True)
    options.out.mkdir(parents=True)
    with Stage(SOURCE, options.build, options.out / "stage", printer=False) as stage:
        door = Door(stage, options.out, options.cases)
        try:
            door.prepare()
            door.verdicts()
            door.after_the_kill()
            door.two_doors()
        except StageError as error:
            print(f"FAILED: {error}", file=sys.stderr)
            print(stage.log("foyer")[-1500:], file=sys.stderr)
            print(stage.log("camera")[-500:], file=sys.stderr)
            if stage.window is not None and "foyer" in stage.processes:
                stage.screenshot("failed", options.out)
            return 1
    (options.out / "summary.json").write_text(json.dumps(door.summary, indent=2) + "\n")
    print("Every answer came through the camera.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
