#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs a program with a session bus and an unlocked keyring of its own.
set -eu
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
export HOME="$home" XDG_DATA_HOME="$home/data" XDG_RUNTIME_DIR="$home"
mkdir -p "$home/data/keyrings"
# Asking for the service before the daemon owns its name would start a second, locked one.
dbus-run-session -- sh -c '
  # the rules of our tests are not those of somebody else'"'"'s program
  printf password | env -u G_DEBUG -u MALLOC_CHECK_ -u MALLOC_PERTURB_ gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1
  tries=0
  until dbus-send --session --print-reply --dest=org.freedesktop.DBus / \
        org.freedesktop.DBus.NameHasOwner string:org.freedesktop.secrets 2>/dev/null | grep -q true; do
    tries=$((tries + 1))
    [ "$tries" -lt 100 ] || exit 1
    sleep 0.1
  done
  "$@"
' sh "$@"
