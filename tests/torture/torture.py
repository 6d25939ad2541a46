#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A long bad night: laptops sell, scan, edit, refund and set aside, go off and on
line, are killed and come back, or come back as an old copy of themselves, while
the network between them and their platform is cut, delayed, truncated and
repeats itself, and the platform is killed too. At the end every laptop and the
platform say the same, nothing was sold twice, and nothing that anybody was told
of is missing or there twice.

Everything that is chosen comes from one seed, which is printed at the start and
again with a failure; how the processes interleave is up to the machine.
"""

import argparse
import os
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time

CAPACITIES = (60, 25)
PATIENCE = 60


def fail(words):
    raise AssertionError(words)


class Proxy:
    """The network of one laptop: a port whose connections go to the platform, if they are lucky."""

    KINDS = ("good", "good", "good", "refuse", "cut-request", "cut-answer", "drip", "late", "repeat", "deaf")

    def __init__(self, target, seed):
        self.target = target
        self.random = random.Random(seed)
        self.evil = True
        self.open = []
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            kind = self.random.choice(self.KINDS) if self.evil else "good"
            limit = self.random.choice((0, 1, 40, 200, 900, 5000))
            threading.Thread(target=self.carry, args=(client, kind, limit), daemon=True).start()

    def carry(self, client, kind, limit):
        server = None
        try:
            if kind == "refuse":
                return
            if kind == "deaf":
                # a connection that is half open: nobody answers, and nobody says so
                time.sleep(0.4)
                return
            if kind == "late":
                time.sleep(0.3)
            server = socket.create_connection(("127.0.0.1", self.target), timeout=PATIENCE)
            self.open.append(client)
            up = threading.Thread(target=self.pump, args=(client, server, kind, limit, True), daemon=True)
            up.start()
            self.pump(server, client, kind, limit, False)
            up.join(PATIENCE)
        except OSError:
            pass
        finally:
            for one in (client, server):
                if one is not None:
                    one.close()

    def pump(self, source, target, kind, limit, is_request):
        copied = 0
        said = b""
        try:
            while True:
                data = source.recv(65536)
                if not data:
                    break
                if kind == ("cut-request" if is_request else "cut-answer") and copied + len(data) > limit:
                    target.sendall(data[: max(limit - copied, 0)])
                    break
                if kind == "drip" and not is_request:
                    for part in (data[:7], data[7:]):
                        target.sendall(part)
                        time.sleep(0.02)
                else:
                    target.sendall(data)
                copied += len(data)
                if kind == "repeat" and is_request:
                    said += data
        except OSError:
            pass
        for one in (source, target):
            try:
                one.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
        if said and is_request:
            self.repeat(said)

    def repeat(self, said):
        """What was asked comes once more, later, and nobody hears the answer."""
        try:
            with socket.create_connection(("127.0.0.1", self.target), timeout=2) as again:
                again.sendall(said)
                again.settimeout(0.5)
                again.recv(65536)
        except OSError:
            pass


class Platform:
    def __init__(self, program, folder):
        self.program = program
        self.folder = folder
        self.port = 0
        self.process = None
        self.start()

    def start(self):
        log = open(os.path.join(self.folder, "..", "platform.log"), "a", encoding="utf-8")
        self.process = subprocess.Popen(
            [self.program, "--data", self.folder, "--http", "--port", str(self.port)],
            stdout=subprocess.PIPE, stderr=log, text=True)
        log.close()
        for line in self.process.stdout:
            found = re.match(r"Listening on http://127\.0\.0\.1:(\d+)", line)
            if found:
                self.port = int(found.group(1))
            if found and self.pairing_is_said_before:
                break
            if line.startswith("foyer-pair:"):
                self.first_code = line.strip()
                break
        else:
            fail("the platform does not start")
        self.pairing_is_said_before = True
        threading.Thread(target=self.process.stdout.read, daemon=True).start()

    pairing_is_said_before = False
    first_code = None

    def kill(self):
        self.process.kill()
        self.process.wait()

    def invite(self, role):
        words = subprocess.run([self.program, "--data", self.folder, "--print-pairing", role],
                               check=True, capture_output=True, text=True, timeout=PATIENCE).stdout
        return re.search(r"^foyer-pair:\S+", words, re.M).group(0)


class Died(Exception):
    pass


class Laptop:
    def __init__(self, world, number, role):
        self.world = world
        self.number = number
        self.role = role
        self.folder = os.path.join(world.folder, "laptop-%d" % number)
        os.mkdir(self.folder)
        self.path = os.path.join(self.folder, "foyer.db")
        self.skew = world.random.choice((0, 0, 3 * 3600, -2 * 3600))
        self.proxy = Proxy(world.platform.port, world.random.random())
        self.told = {}        # order -> tickets: what this laptop said it sold
        self.unsure = 0       # sales that were under way when it was killed
        self.unsafe = set()   # of told: not known to have reached the platform
        self.aside = None     # what was unsafe when the copy was made; None: there is no copy
        self.process = None
        self.start()

    def start(self):
        log = open(os.path.join(self.folder, "log"), "a", encoding="utf-8")
        environment = dict(os.environ, XDG_STATE_HOME=os.path.join(self.folder, "state"))
        self.process = subprocess.Popen([self.world.device, self.path, str(self.skew)], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, stderr=log, text=True, bufsize=1, env=environment)
        log.close()
        answer = self.process.stdout.readline()
        if not answer.startswith("ok"):
            fail("laptop %d does not start: %s" % (self.number, answer))

    def say(self, *words):
        self.process.stdin.write(" ".join(str(word) for word in words) + "\n")
        self.process.stdin.flush()

    def hear(self):
        answer = self.process.stdout.readline().strip()
        if not answer:
            raise Died("laptop %d died" % self.number)
        return answer

    def ask(self, *words):
        self.say(*words)
        return self.hear()

    def get(self, *words):
        answer = self.ask(*words)
        if not answer.startswith("ok"):
            fail("laptop %d, %s: %s" % (self.number, words[0], answer))
        return answer.split()[1:]

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self.process.stdin.close()
        self.process.stdout.close()

    def copy_aside(self):
        """As a back-up program does that knows nothing of databases: of a laptop that stands still."""
        target = os.path.join(self.folder, "aside")
        shutil.rmtree(target, ignore_errors=True)
        os.mkdir(target)
        for name in ("foyer.db", "foyer.db-wal"):
            if os.path.exists(os.path.join(self.folder, name)):
                shutil.copy(os.path.join(self.folder, name), target)
        self.aside = set(self.told)

    def put_back(self):
        for name in ("foyer.db", "foyer.db-wal", "foyer.db-shm"):
            if os.path.exists(os.path.join(self.folder, name)):
                os.unlink(os.path.join(self.folder, name))
        source = os.path.join(self.folder, "aside")
        for name in os.listdir(source):
            shutil.copy(os.path.join(source, name), self.folder)
        # What was sold after the copy, and had not been sent, is gone with the disk.
        for order in self.unsafe - self.aside:
            del self.told[order]
            self.unsure += 1
        self.unsafe &= self.aside


class World:
    def __init__(self, options):
        self.seed = options.seed
        self.random = random.Random(options.seed)
        self.folder = tempfile.mkdtemp(prefix="foyer-torture-")
        self.device = os.path.join(options.build, "tests/torture/torture-device")
        os.mkdir(os.path.join(self.folder, "platform"))
        self.platform = Platform(os.path.join(options.build, "src/platform/foyer-platform"), os.path.join(self.folder, "platform"))
        self.laptops = []
        self.counts = {}
        self.event = None
        self.categories = []
        self.attempts_killed = 0

    def note(self, what):
        self.counts[what] = self.counts.get(what, 0) + 1

    def join(self, role):
        laptop = Laptop(self, len(self.laptops), role)
        code = self.platform.first_code if not self.laptops else self.platform.invite(role)
        laptop.proxy.evil = False
        laptop.get("pair", re.sub(r"(127\.0\.0\.1(?:%3A|:))\d+", r"\g<1>%d" % laptop.proxy.port, code))
        self.laptops.append(laptop)
        return laptop

    def begin(self):
        office = self.join("organizer")
        self.event, *self.categories = office.get("make", "Tonight", *CAPACITIES)
        office.get("sync")
        for role in ("box-office", "box-office", "organizer", "door"):
            self.join(role).get("sync")
        office.get("sync")
        for laptop in self.laptops:
            laptop.proxy.evil = True

    # --- What happens -------------------------------------------------------------

    def sell(self, laptop):
        count = self.random.randint(1, 3)
        return ("sell", self.event, self.random.choice(self.categories), count)

    def command(self, laptop):
        """What somebody does at a laptop."""
        door = laptop.role == "door"
        what = self.random.choice(("scan",) if door else ("sell",) * 6 + ("scan", "scan", "refund", "edit", "edit", "hold", "release"))
        if what == "sell":
            return self.sell(laptop)
        if what == "scan":
            return ("scan", self.event, self.random.choice(("entry", "entry", "exit")))
        if what == "hold":
            return ("hold", self.event, self.random.choice(self.categories), 1, self.random.choice((1, 3600)))
        if what == "edit" and laptop.role == "organizer":
            field = self.random.choice(("title", "organizer", "tags"))
            return ("edit", self.event, "event.edit", field, "word-%d" % self.random.randrange(10 ** 6))
        if what == "edit":
            return ("edit", "-", "attendee.edit", "name", "guest-%d" % self.random.randrange(10 ** 6))
        return (what,)

    def learn(self, laptop, words, answer):
        self.note(words[0] if answer.startswith("ok") else words[0] + " refused")
        if words[0] == "sell" and answer.startswith("ok"):
            order = answer.split()[1]
            if any(order in other.told for other in self.laptops):
                fail("order %s was sold twice" % order)
            laptop.told[order] = words[3]
            laptop.unsafe.add(order)
        if words[0] == "sync" and answer.startswith("ok"):
            laptop.unsafe.clear()

    def act(self, laptop):
        words = self.command(laptop)
        self.learn(laptop, words, laptop.ask(*words))

    def sync(self, laptop):
        self.learn(laptop, ("sync",), laptop.ask("sync"))

    def online(self, laptop):
        laptop.ask("online")
        self.note("online")

    def offline(self, laptop):
        laptop.ask(self.random.choice(("offline", "close")))
        self.note("offline")

    def kill_at_work(self, laptop):
        """kill -9 somewhere in the middle of a sale, a push, a pull or a lease."""
        words = self.random.choice((self.command(laptop), ("sync",), ("online",)))
        laptop.say(*words)
        time.sleep(self.random.random() * self.random.choice((0.002, 0.02, 0.1)))
        laptop.kill()
        if words[0] == "sell":
            self.attempts_killed += 1
        laptop.start()
        self.note("killed")

    def back_up(self, laptop):
        laptop.kill()
        laptop.copy_aside()
        laptop.start()
        self.note("copied")

    def restore(self, laptop):
        if laptop.aside is None:
            self.back_up(laptop)
            return
        laptop.kill()
        laptop.put_back()
        laptop.start()
        self.note("restored")

    def kill_platform(self, laptop):
        self.platform.kill()
        for _ in range(self.random.randint(0, 4)):
            self.act(self.random.choice(self.laptops))
        self.platform.start()
        self.note("platform killed")

    def step(self):
        laptop = self.random.choice(self.laptops)
        dice = self.random.random()
        if dice < 0.62:
            self.act(laptop)
        elif dice < 0.80:
            self.sync(laptop)
        elif dice < 0.86:
            self.online(laptop)
        elif dice < 0.90:
            self.offline(laptop)
        elif dice < 0.96:
            self.kill_at_work(laptop)
        elif dice < 0.975:
            self.back_up(laptop)
        elif dice < 0.99:
            self.restore(laptop)
        else:
            self.kill_platform(laptop)

    # --- The morning after ----------------------------------------------------------

    def heal(self):
        for laptop in self.laptops:
            laptop.proxy.evil = False
            laptop.ask("offline")
        self.laptops.append(None)
        self.laptops.pop()
        late = self.join("organizer")  # has seen nothing: what it will know is what the platform says
        until = time.monotonic() + PATIENCE
        while True:
            for laptop in self.laptops:
                answer = laptop.ask("sync")
                while not answer.startswith("ok") and time.monotonic() < until:
                    answer = laptop.ask("sync")
                if not answer.startswith("ok"):
                    fail("laptop %d cannot synchronise: %s" % (laptop.number, answer))
            waiting = [laptop.get("outbox") for laptop in self.laptops]
            moved = [laptop.get("sync") for laptop in self.laptops]
            if all(w[0] == "0" for w in waiting) and all(m[0] == "0" and m[1] == "0" for m in moved):
                break
            if time.monotonic() > until:
                fail("the laptops do not come to rest: %s %s" % (waiting, moved))
        refused = [laptop.number for laptop in self.laptops if laptop.get("outbox")[1] != "0"]
        if refused:
            fail("the platform refused changes of laptops %s" % refused)
        return late

    def read_dump(self, laptop):
        path = os.path.join(self.folder, "dump-%d" % laptop.number)
        laptop.get("dump", path)
        with open(path, encoding="utf-8") as text:
            return text.read().splitlines()

    def compare(self):
        dumps = {laptop.number: self.read_dump(laptop) for laptop in self.laptops if laptop.role != "door"}
        first = min(dumps)
        for number, lines in dumps.items():
            if lines == dumps[first]:
                continue
            odd = sorted(set(lines) ^ set(dumps[first]))
            fail("laptops %d and %d differ:\n  %s" % (first, number, "\n  ".join(odd[:12])))
        return dumps[first]

    def count(self, lines):
        orders = {}
        for line in lines:
            if line.startswith("ticket |"):
                order = re.search(r"order_id=([0-9a-f]+)", line).group(1)
                orders[order] = orders.get(order, 0) + 1
        return orders

    def check(self):
        lines = self.compare()
        found = self.count(lines)
        told = {order.replace("-", ""): count for laptop in self.laptops for order, count in laptop.told.items()}
        for order, count in told.items():
            if found.get(order) != count:
                fail("order %s had %s tickets and now has %s" % (order, count, found.get(order)))
        extra = [order for order in found if order not in told]
        allowed = self.attempts_killed + sum(laptop.unsure for laptop in self.laptops)
        if len(extra) > allowed:
            fail("%d orders are there that nobody sold (%d may be)" % (len(extra), allowed))
        for category, capacity in zip(self.categories, CAPACITIES):
            here, left, sold = (int(word) for word in self.laptops[0].get("here", self.event, category))
            if sold > capacity:
                fail("%d of %d places were sold" % (sold, capacity))
            leased = sum(int(laptop.get("here", self.event, category)[0]) for laptop in self.laptops)
            if sold + leased > capacity:
                fail("%d were sold and %d more can be, of %d" % (sold, leased, capacity))
            self.counts["places sold"] = self.counts.get("places sold", 0) + sold
        secrets = [re.search(r"secret=(\w+)", line).group(1) for line in lines if line.startswith("ticket |")]
        if len(secrets) != len(set(secrets)):
            fail("two tickets bear the same code")

    def end(self):
        for laptop in self.laptops:
            if laptop.process.poll() is None:
                laptop.kill()
            laptop.proxy.listener.close()
        if self.platform.process.poll() is None:
            self.platform.kill()


def run(options):
    world = World(options)
    good = False
    try:
        world.begin()
        for _ in range(options.steps):
            world.step()
        world.heal()
        world.check()
        good = True
    finally:
        world.end()
        if good:
            shutil.rmtree(world.folder)
        else:
            print("# what is left of it: %s" % world.folder, flush=True)
    return world.counts


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", required=True, help="the build folder")
    parser.add_argument("--seed", type=int, help="to have the same night again")
    parser.add_argument("--steps", type=int, default=2000, help="how much happens in a night")
    parser.add_argument("--nights", type=int, default=1, help="how many nights, each with the next seed")
    options = parser.parse_args()
    if options.seed is None:
        options.seed = random.SystemRandom().randrange(10 ** 9)
    print("1..%d" % options.nights, flush=True)
    for night in range(1, options.nights + 1):
        began = time.monotonic()
        print("# seed %d, %d steps" % (options.seed, options.steps), flush=True)
        try:
            counts = run(options)
        except (AssertionError, Died, subprocess.SubprocessError) as problem:
            print("not ok %d - torture\n# FAILED with --seed %d --steps %d: %s" % (night, options.seed, options.steps, problem), flush=True)
            return 1
        print("# " + ", ".join("%s %d" % pair for pair in sorted(counts.items())))
        print("ok %d - a night of %d steps, %.0f s" % (night, options.steps, time.monotonic() - began), flush=True)
        options.seed += 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
