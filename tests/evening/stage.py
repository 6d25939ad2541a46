# SPDX-License-Identifier: GPL-3.0-or-later
"""The stage of the evening: a screen, a bus, a keyring, a camera, a printer, a platform.

Every part is the real program, started in a folder of its own and ended with the
stage. All waits are bounded; a part that does not come up raises StageError with
what it said.
"""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path


class StageError(Exception):
    """A part of the stage, or the program on it, did not do what it must."""


def wait_for(what, condition, seconds=20.0, pause=0.1):
    """Returns the first true value of condition(), or raises StageError."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        value = condition()
        if value:
            return value
        time.sleep(pause)
    raise StageError(f"Waited {seconds:.0f} s for {what}")


class Stage:
    """Use as a context manager."""

    def __init__(self, source, build, folder, printer=True):
        self.source = Path(source).resolve()
        self.build = Path(build).resolve()
        self.folder = Path(folder).resolve()
        self.printer = printer
        self.processes = {}
        self.environment = {}
        self.run_folder = Path(tempfile.mkdtemp(prefix="foyer-", dir="/tmp"))  # sockets have short paths
        self.window = None  # what a picture shows; None: the whole screen

    def __enter__(self):
        try:
            self._start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        for name in reversed(list(self.processes)):
            self.end(name)
        if (self.folder / "print").exists():
            subprocess.run([self.source / "tests/print/print-system.sh", "stop", self.folder / "print"],
                           stdout=subprocess.DEVNULL, check=False)
        shutil.rmtree(self.run_folder, ignore_errors=True)

    def _start(self):
        shutil.rmtree(self.folder, ignore_errors=True)
        for name in ("data", "config", "log"):
            (self.folder / name).mkdir(parents=True)
        keep = ("PATH", "HOME", "USER", "TMPDIR", "GSETTINGS_SCHEMA_DIR", "FOYER_LOCALE_DIR", "XDG_DATA_DIRS", "ASAN_OPTIONS")
        self.environment = {name: os.environ[name] for name in keep if name in os.environ}
        self.environment.update({
            "LC_ALL": "C.UTF-8",
            "TZ": "Europe/Berlin",
            "GSK_RENDERER": "cairo",
            "GTK_A11Y": "atspi",
            "NO_AT_BRIDGE": "0",
            "XDG_RUNTIME_DIR": str(self.run_folder),
            "XDG_DATA_HOME": str(self.folder / "data"),
            "XDG_CONFIG_HOME": str(self.folder / "config"),
            "XDG_CACHE_HOME": str(self.folder / "cache"),
            "GSETTINGS_BACKEND": "keyfile",
        })
        self.environment.setdefault("GSETTINGS_SCHEMA_DIR", str(self.build / "data"))
        self._start_screen()
        self._start_bus()
        self._start_keyring()
        self._start_pipewire()
        if self.printer:
            self._start_printer()

    # Processes

    def start(self, name, command, environment=None, **options):
        """Starts a program whose output goes to log/NAME.log."""
        log = open(self.folder / "log" / f"{name}.log", "ab")
        self.processes[name] = subprocess.Popen(
            [str(word) for word in command], stdin=subprocess.DEVNULL, stdout=options.pop("stdout", log), stderr=log,
            env={**self.environment, **(environment or {})}, start_new_session=True, **options)
        return self.processes[name]

    def end(self, name, how=signal.SIGTERM):
        """Ends a program and all it started; kills it when it does not obey."""
        process = self.processes.pop(name, None)
        if process is None:
            return
        for way in (how, signal.SIGKILL):
            try:
                os.killpg(process.pid, way)
            except ProcessLookupError:
                break
            try:
                process.wait(10)
                break
            except subprocess.TimeoutExpired:
                continue
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass

    def run(self, *command, check=True, seconds=60, text=True):
        """Runs a program to its end and returns its subprocess.CompletedProcess."""
        result = subprocess.run([str(word) for word in command], stdin=subprocess.DEVNULL, capture_output=True, text=text,
                                env=self.environment, timeout=seconds, check=False)
        if check and result.returncode != 0:
            said = result.stderr if text else result.stderr.decode(errors="replace")
            raise StageError(f"{Path(str(command[0])).name} {' '.join(map(str, command[1:4]))} ended with {result.returncode}: {said.strip()[-600:]}")
        return result

    def log(self, name):
        path = self.folder / "log" / f"{name}.log"
        return path.read_text(errors="replace") if path.exists() else ""

    # Parts

    def _start_screen(self):
        read, write = os.pipe()
        self.start("screen", ["Xvfb", "-displayfd", str(write), "-screen", "0", "1400x1000x24", "-nolisten", "tcp", "-noreset"], pass_fds=[write])
        os.close(write)
        with os.fdopen(read) as pipe:
            number = pipe.readline().strip()
        if not number:
            raise StageError("The virtual screen did not start: " + self.log("screen"))
        self.environment["DISPLAY"] = f":{number}"

    def _start_bus(self):
        address = f"unix:path={self.run_folder}/bus"
        self.start("bus", ["dbus-daemon", "--session", "--nofork", f"--address={address}"])
        wait_for("the session bus", (self.run_folder / "bus").exists)
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = address

    def _start_keyring(self):
        process = self.start("keyring", ["sh", "-c", "printf evening | exec gnome-keyring-daemon --foreground --unlock --components=secrets"])
        wait_for("the keyring", lambda: process.poll() is None and
                 self.run("dbus-send", "--session", "--print-reply", "--dest=org.freedesktop.DBus", "/", "org.freedesktop.DBus.NameHasOwner",
                          "string:org.freedesktop.secrets", check=False).stdout.strip().endswith("true"))

    def _start_pipewire(self):
        self.start("pipewire", ["pipewire"])
        wait_for("PipeWire", (self.run_folder / "pipewire-0").exists)
        self.start("wireplumber", ["wireplumber"])

    def _start_printer(self):
        folder = self.folder / "print"
        self.environment["PRINT_SYSTEM_OWNER"] = str(os.getpid())
        self.run(self.source / "tests/print/print-system.sh", "start", folder)
        for line in (folder / "env").read_text().splitlines():
            name, _, value = line.partition("=")
            self.environment[name] = value

    def printed(self):
        """The documents that came out of the printer, oldest first."""
        return sorted((self.folder / "print/spool").iterdir(), key=lambda path: path.stat().st_mtime)

    # The camera

    def hold_before_camera(self, picture):
        """A webcam that sees PICTURE (a PNG)."""
        self.end("camera")
        self.start("camera", ["gst-launch-1.0", "filesrc", f"location={picture}", "!", "pngdec", "!", "imagefreeze", "!", "videoconvert", "!",
                              "videoscale", "add-borders=true", "!", "video/x-raw,format=YUY2,width=640,height=480,framerate=15/1", "!",
                              "pipewiresink", "mode=provide", "stream-properties=p,media.class=Video/Source,media.role=Camera,node.name=evening-camera"])

    def take_camera_away(self):
        self.end("camera")

    # The platform

    def start_platform(self, port=0):
        folder = self.folder / "platform"
        log = self.folder / "log" / "platform.log"
        self.start("platform", [self.build / "src/platform/foyer-platform", "--data", folder, "--port", str(port), "--address", "127.0.0.1"])
        return log

    # The window

    def screenshot(self, name, out):
        self.run("import", "-window", self.window or "root", out / f"{name}.png")

    def key(self, *keys):
        self.run("xdotool", "key", "--clearmodifiers", "--delay", "60", *keys)

    def type(self, text):
        self.run("xdotool", "type", "--delay", "30", text)
