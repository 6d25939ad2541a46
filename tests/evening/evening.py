#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""One evening, end to end, on real parts.

    evening.py --build BUILD --out DIR

Imports a guest list, sells two tickets by keyboard in the real window, prints
them through CUPS on a real IPP printer, reads the paper back, holds a ticket to
a real PipeWire camera, sees the door admit it once, sees a second laptop know
of it through a real platform, kills the program in the middle, and finds
nothing lost. DIR then holds a picture of each step, hardticket.pdf and
summary.json. Exits with 0 when all is well.
"""

import argparse
import json
import signal
import sqlite3
import sys
import time
from pathlib import Path

from stage import Stage, StageError, wait_for

GUESTS = 500
SOURCE = Path(__file__).resolve().parent.parent.parent


class Evening:
    def __init__(self, stage, out):
        self.stage = stage
        self.out = out
        self.steps = []
        self.store = stage.folder / "counter.db"
        self.other_store = stage.folder / "other.db"
        self.event = None
        self.order = None  # the one sold at the counter
        self.tickets = []

    # Helpers

    def ctl(self, *arguments, store=None, check=True):
        """Runs foyerctl and returns its JSON lines."""
        result = self.stage.run(self.stage.build / "src/cli/foyerctl", "--store", store or self.store, "--json", *arguments, check=check)
        return [json.loads(line) for line in result.stdout.splitlines()], result.returncode

    def query(self, sql, *values, store=None):
        """Reads the store as it is on the disk, beside whoever owns it."""
        with sqlite3.connect(f"file:{store or self.store}?mode=ro", uri=True, timeout=5) as connection:
            return connection.execute(sql, values).fetchall()

    def number(self, sql, *values, store=None):
        return self.query(sql, *values, store=store)[0][0]

    def open_window(self, page):
        self.stage.start("foyer", [self.stage.build / "src/gui/foyer", "--store", self.store, "--page", page])
        window = wait_for("the window", lambda: self.stage.run("xdotool", "search", "--onlyvisible", "--name", "^Foyer$", check=False).stdout.split(), 30)[0]
        self.stage.run("xdotool", "windowsize", "--sync", window, "1280", "860", check=False)
        self.stage.run("xdotool", "windowmove", window, "40", "40", check=False)
        # there is no window manager on the virtual screen that would do it
        self.stage.run("xdotool", "windowfocus", "--sync", window)
        time.sleep(1.5)
        self.stage.window = window
        return window

    def picture(self, name):
        self.stage.screenshot(f"{len(self.steps) + 1:02d}-{name}", self.out)

    def look_at(self, page, name):
        """A picture of a page while the store is free; the window then ends as it does at the end of a session."""
        self.open_window(page)
        self.picture(name)
        window = self.stage.processes["foyer"]
        self.stage.end("foyer")
        self.stage.window = None
        if window.returncode != 0:
            raise StageError(f"The program ended with {window.returncode}: " + self.stage.log("foyer")[-400:])

    def step(self, name, function):
        begin = time.monotonic()
        print(f"{name} …", flush=True)
        try:
            found = function() or {}
        except BaseException as error:
            self.steps.append({"name": name, "ok": False, "error": str(error), "seconds": round(time.monotonic() - begin, 2)})
            try:
                self.picture("failed")
            except Exception as second:  # the first error is the one that counts
                print(f"  no picture: {second}", file=sys.stderr)
            raise
        self.steps.append({"name": name, "ok": True, "seconds": round(time.monotonic() - begin, 2), **found})

    # The evening

    def prepare(self):
        """Two laptops, one platform; the organizer's code is printed at its first start."""
        self.ctl("demo")
        events, _ = self.ctl("events")
        self.event = next(event for event in events if event["phase"] == "active")
        log = self.stage.start_platform()
        code = wait_for("the pairing code", lambda: next((word for word in log.read_text().split() if "token=" in word), None) if log.exists() else None)
        self.ctl("pair", code)
        invitation = self.stage.run(self.stage.build / "src/platform/foyer-platform", "--data", self.stage.folder / "platform", "--print-pairing", "door")
        second = next(word for word in invitation.stdout.split() if "token=" in word)
        self.ctl("pair", second, store=self.other_store)
        self.look_at("sync", "paired")
        return {"event": self.event["title"]}

    def import_guests(self):
        rows = ["Name;E-Mail;Ticket;Order"]
        names = ("Anna Berg", "Jürgen Müller", "Øyvind Strauß", "王小明", "Нина Петрова", "Zoë Ångström")
        events, _ = self.ctl("events")
        coming = max((event for event in events if event["phase"] == "on-sale"), key=lambda event: event["available"])
        category = max(coming["categories"], key=lambda entry: entry["available"])["name"]
        rows += [f"{names[i % len(names)]} {i};guest{i}@example.org;{category};G-{i:04d}" for i in range(GUESTS)]
        path = self.stage.folder / "guests.csv"
        path.write_text("\ufeff" + "\r\n".join(rows) + "\r\n", encoding="utf-8")
        before = self.number("SELECT count(*) FROM ticket")
        result, _ = self.ctl("import", str(path), "--event", coming["id"])
        again, _ = self.ctl("import", str(path), "--event", coming["id"])
        added = self.number("SELECT count(*) FROM ticket") - before
        if added != GUESTS or result[-1]["imported"] != GUESTS or again[-1]["imported"] != 0:
            raise StageError(f"{added} of {GUESTS} guests came in; the file said {result[-1]}, again {again[-1]}")
        self.look_at("events", "imported")
        return {"imported": added}

    def sell(self):
        before = self.number("SELECT count(*) FROM orders")
        self.open_window("box-office")
        self.picture("box-office")
        begin = time.monotonic()
        self.stage.key("2", "F1")
        self.picture("two-tickets")
        self.stage.key("Return")
        self.picture("payment")
        self.stage.key("Return")
        wait_for("the sale in the store", lambda: self.number("SELECT count(*) FROM orders") > before)
        seconds = time.monotonic() - begin
        self.order, number = self.query("SELECT id, number FROM orders ORDER BY made_at DESC LIMIT 1")[0]
        self.tickets = self.query("SELECT secret, serial, id FROM ticket WHERE order_id = ? ORDER BY rowid", self.order)
        if len(self.tickets) != 2:
            raise StageError(f"The order holds {len(self.tickets)} tickets, not 2")
        time.sleep(0.5)
        self.picture("sold")
        return {"order": number, "keys": 4, "seconds_at_the_counter": round(seconds, 2)}

    def print_tickets(self):
        def document():
            return [path for path in self.stage.printed() if path.read_bytes()[:5] == b"%PDF-" and path.stat().st_size > 1000]

        paper = wait_for("the printer", document, 40)[0]
        wait_for("the job to be done", lambda: self.number("SELECT count(*) FROM print_job WHERE state = 'done' AND order_id = ?", self.order) == 1, 30)
        pdf = self.out / "hardticket.pdf"
        pdf.write_bytes(paper.read_bytes())
        self.stage.key("alt+5")
        time.sleep(1)
        self.picture("printing")
        info = self.stage.run("pdfinfo", pdf).stdout
        if "Pages:           2" not in info or "396 x 144" not in info:
            raise StageError("The paper is not two tickets of 5.5 x 2 inches: " + info)
        printed = self.number("SELECT count(*) FROM printed p JOIN ticket t ON t.id = p.ticket WHERE t.order_id = ?", self.order)
        if printed != 2:
            raise StageError(f"{printed} of 2 tickets are on record as printed")
        return {"pages": 2, "printed": printed}

    def read_paper(self):
        """What came out of the printer, at the dots of its head, read by another program."""
        self.stage.run("pdftoppm", "-r", "203", "-gray", "-png", self.out / "hardticket.pdf", self.out / "hardticket")
        codes = set()
        for page in sorted(self.out.glob("hardticket-*.png")):
            codes |= set(self.stage.run("zbarimg", "--quiet", "--raw", page).stdout.split())
        number = self.event["number"]
        for secret, serial, _ in self.tickets:
            if secret not in codes:
                raise StageError("A QR code on the paper cannot be read")
            if not any(code.startswith(f"2{number:04d}{serial:07d}") and len(code) == 13 for code in codes):
                raise StageError("An EAN-13 on the paper cannot be read")
        return {"codes": len(codes)}

    def scans(self, verdict):
        return self.number("SELECT count(*) FROM scan WHERE ticket = ? AND verdict = ?", self.tickets[0][2], verdict)

    def admit(self):
        page = self.out / "hardticket-1.png"
        self.stage.key("alt+3")
        time.sleep(1)
        self.picture("door")
        begin = time.monotonic()
        self.stage.hold_before_camera(page)
        wait_for("the door to admit the ticket", lambda: self.scans("admitted") == 1, 40, 0.05)
        seconds = time.monotonic() - begin
        time.sleep(1.2)
        self.picture("welcome")
        time.sleep(2.5)
        if self.scans("admitted") != 1 or self.scans("already-in") != 0:
            raise StageError("A ticket that is held still was scanned more than once")
        return {"seconds_with_the_camera_starting": round(seconds, 2)}

    def refuse(self):
        self.stage.take_camera_away()
        time.sleep(4)
        self.picture("no-camera")
        self.stage.hold_before_camera(self.out / "hardticket-1.png")
        wait_for("the door to refuse the ticket", lambda: self.scans("already-in") >= 1, 40, 0.05)
        time.sleep(1.2)
        self.picture("already-in")
        self.stage.take_camera_away()
        if self.scans("admitted") != 1:
            raise StageError("The ticket was admitted twice")
        return {}

    def see_on_other_laptop(self):
        wait_for("the outbox to be sent", lambda: self.number("SELECT count(*) FROM outbox WHERE refusal IS NULL") == 0, 60)
        self.stage.key("alt+7")
        time.sleep(1)
        self.picture("sync")
        self.ctl("sync", store=self.other_store)
        answer, code = self.ctl("scan", self.tickets[0][0], "--event", self.event["id"], "--gate", "South", store=self.other_store, check=False)
        if answer[-1]["verdict"] != "already-in" or code != 3:
            raise StageError(f"The other laptop says {answer[-1]['verdict']}")
        sold_here = self.number("SELECT count(*) FROM ticket WHERE live = 1")
        sold_there = self.number("SELECT count(*) FROM ticket WHERE live = 1", store=self.other_store)
        if sold_here != sold_there:
            raise StageError(f"{sold_here} tickets here, {sold_there} on the other laptop")
        return {"verdict_there": "already-in", "tickets_on_both": sold_here}

    def survive(self):
        """Kills the program while it sells; every sale that was in the store stays, and it opens again."""
        self.stage.key("alt+2")
        time.sleep(0.7)
        before = self.number("SELECT count(*) FROM orders")
        self.stage.key("1", "F1", "Return", "Return")
        wait_for("the sale in the store", lambda: self.number("SELECT count(*) FROM orders") > before)
        kept = self.query("SELECT id FROM orders ORDER BY id")
        jobs = self.number("SELECT count(*) FROM print_job")
        self.stage.key("2", "F1", "Return", "Return")
        self.stage.end("foyer", signal.SIGKILL)
        self.open_window("box-office")
        self.picture("after-the-kill")
        now = self.query("SELECT id FROM orders ORDER BY id")
        if not set(kept) <= set(now) or self.number("SELECT count(*) FROM print_job") < jobs:
            raise StageError("A sale was lost")
        if self.query("PRAGMA integrity_check") != [("ok",)]:
            raise StageError("The store is damaged")
        lone = self.number("SELECT count(*) FROM orders o WHERE NOT EXISTS (SELECT 1 FROM ticket t WHERE t.order_id = o.id)")
        if lone != 0:
            raise StageError(f"{lone} orders have no tickets")
        wait_for("all that was sold to be printed", lambda: self.number("SELECT count(*) FROM print_job WHERE state <> 'done'") == 0, 40)
        if self.number("SELECT count(*) FROM (SELECT ticket FROM printed GROUP BY ticket, copy HAVING count(*) > 1)") != 0:
            raise StageError("A ticket was printed twice")
        wait_for("the rest to be sent", lambda: self.number("SELECT count(*) FROM outbox WHERE refusal IS NULL") == 0, 60)
        return {"orders": len(now)}

    def play(self):
        self.step("Two laptops join one platform", self.prepare)
        self.step("A guest list is imported", self.import_guests)
        self.step("Two tickets are sold by keyboard", self.sell)
        self.step("They come out of the printer", self.print_tickets)
        self.step("The paper is read back", self.read_paper)
        self.step("The door admits a ticket held to the camera", self.admit)
        self.step("The door refuses it the second time", self.refuse)
        self.step("The other laptop knows of it", self.see_on_other_laptop)
        self.step("The program is killed while it sells", self.survive)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--build", required=True, type=Path)
    parser.add_argument("--out", required=True, type=Path)
    arguments = parser.parse_args()
    out = arguments.out.resolve()
    out.mkdir(parents=True, exist_ok=True)
    for old in [*out.glob("*.png"), out / "hardticket.pdf"]:
        old.unlink(missing_ok=True)
    failure = None
    begin = time.monotonic()
    with Stage(SOURCE, arguments.build, out / "stage") as stage:
        evening = Evening(stage, out)
        try:
            evening.play()
        except (StageError, StopIteration, KeyError, IndexError, sqlite3.Error, OSError) as error:
            failure = f"{type(error).__name__}: {error}"
    summary = {"ok": failure is None, "seconds": round(time.monotonic() - begin, 1), "failure": failure, "steps": evening.steps}
    (out / "summary.json").write_text(json.dumps(summary, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    for step in evening.steps:
        print(f"{'ok' if step['ok'] else 'not ok'}  {step['name']}  ({step['seconds']} s)")
    if failure is not None:
        print(f"The evening failed: {failure}\nPictures and logs are in {out}", file=sys.stderr)
        return 1
    print(f"The evening went well. Pictures are in {out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
