#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# A whole print system for tests, away from the one of the machine: cupsd with
# its own configuration, and ippeveprinter, a real IPP Everywhere printer that
# keeps what it prints. It needs no network, no Avahi and no rights.
#
#   print-system.sh start DIR [PRINTER]
#                                 starts it; DIR is made and then holds
#       env          CUPS_SERVER=… and DBUS_SYSTEM_BUS_ADDRESS=… for the programs
#                    under test, one per line
#       spool/       what came out of the printer, one file per document
#       log/         what the daemons said
#     The queue is called "tickets" and is the default. PRINTER is
#       ticket     a ticket printer with stock of 5.5 x 2 inches (usual)
#       roll       a ticket printer with a driver that takes any length, without such stock
#       office     an office printer with letter and A4
#   print-system.sh mode DIR MODE how the printer behaves from its next look:
#       normal       prints
#       paper-out    reports media-empty and waits until the mode changes
#       cover-open   reports cover-open and waits until the mode changes
#       slow         takes two seconds for each document
#       fail         takes the document and aborts the job; what cupsd makes of
#                    that is a matter of luck: canceled, or even completed
#   print-system.sh printer-off DIR, printer-on DIR    unplugs the printer
#   print-system.sh cups-off DIR, cups-on DIR          kills and restarts cupsd
#   print-system.sh forget DIR    removes all jobs from a cupsd that is off
#   print-system.sh stop DIR      ends everything; may be called twice
#
# All waits are bounded. What is not stopped ends by itself after ten minutes, or
# when the process PRINT_SYSTEM_OWNER (a number, from the environment) has ended.
set -eu

usage () {
  sed -n '3,/^set/s/^# \{0,1\}//p' "$0" | sed '$d' >&2
  exit 2
}

fail () {
  echo "print-system: $1" >&2
  for log in "$dir"/log/*.log; do
    sed "s|^|$(basename "$log"): |" "$log" | tail -n 10 >&2
  done
  stop_all
  exit 1
}

# wait_until SECONDS COMMAND…: tries every tenth of a second.
wait_until () {
  tries=$(($1 * 10))
  shift
  until "$@" >/dev/null 2>&1; do
    tries=$((tries - 1))
    [ $tries -gt 0 ] || return 1
    sleep 0.1
  done
}

# launch NAME COMMAND…: starts a daemon that survives this script.
launch () {
  name=$1
  shift
  setsid "$@" </dev/null >>"$dir/log/$name.log" 2>&1 &
  echo $! >"$dir/$name.pid"
}

# alive NAME: one that has ended and was not yet waited for counts as dead.
alive () {
  [ -s "$dir/$1.pid" ] && grep -q '^State:[[:space:]]*[^ZX[:space:]]' "/proc/$(cat "$dir/$1.pid")/status" 2>/dev/null
}

gone () {
  ! alive "$1"
}

# end NAME [SIGNAL]: ends one of our daemons and all that it started.
end () {
  if alive "$1"; then
    pid=$(cat "$dir/$1.pid")
    # setsid made each of them the leader of a group.
    kill -s "${2:-TERM}" -- "-$pid" 2>/dev/null || :
    wait_until 5 gone "$1" || kill -s KILL -- "-$pid" 2>/dev/null || :
  fi
  rm -f "$dir/$1.pid"
}

stop_all () {
  for name in cupsd printer bus; do
    end $name
  done
  if [ -s "$dir/run" ]; then
    rm -rf "$(cat "$dir/run")"
    rm -f "$dir/run"
  fi
  if [ "${1:-}" != from-guard ]; then
    end guard
  fi
}

write_configuration () {
  mkdir -p "$run/etc" "$run/cache" "$run/state" "$run/jobs" "$run/tmp" "$run/ssl" "$run/bin/backend"

  # Backends that only root may start are copied, so that anybody may.
  for part in cgi-bin daemon driver filter monitor notifier; do
    ln -s "/usr/lib/cups/$part" "$run/bin/$part"
  done
  cp /usr/lib/cups/backend/ipp "$run/bin/backend/ipp"
  chmod 0755 "$run/bin/backend/ipp"

  cat >"$run/bus.conf" <<END
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN" "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <listen>unix:path=$run/bus</listen>
  <policy context="default">
    <allow send_destination="*"/>
    <allow receive_sender="*"/>
    <allow own="*"/>
    <allow user="*"/>
  </policy>
</busconfig>
END

  cat >"$run/cups-files.conf" <<END
ServerRoot $run/etc
ServerBin $run/bin
CacheDir $run/cache
StateDir $run/state
RequestRoot $run/jobs
TempDir $run/tmp
ServerKeychain $run/ssl
AccessLog $dir/log/cups-access.log
ErrorLog $dir/log/cups-error.log
PageLog $dir/log/cups-page.log
Printcap
Sandboxing relaxed
END
  [ "$(id -u)" = 0 ] || printf 'User %s\nGroup %s\nSystemGroup %s\n' "$(id -un)" "$(id -gn)" "$(id -gn)" >>"$run/cups-files.conf"

  cat >"$run/cupsd.conf" <<END
LogLevel info
MaxLogSize 0
Listen $run/cups.sock
Browsing No
WebInterface No
DefaultAuthType None
DefaultShared No
ErrorPolicy stop-printer
JobRetryInterval 1
DirtyCleanInterval 0
PreserveJobHistory Yes
<Location />
  Order allow,deny
  Allow all
</Location>
<Location /admin>
  Order allow,deny
  Allow all
</Location>
<Policy default>
  JobPrivateAccess all
  JobPrivateValues none
  SubscriptionPrivateAccess all
  SubscriptionPrivateValues none
  <Limit All>
    Order deny,allow
  </Limit>
</Policy>
END

  # What the printer does with a document: it has it in its spool already.
  cat >"$run/engine" <<END
#!/bin/sh
mode () { cat "$dir/mode" 2>/dev/null || echo normal; }
for try in \$(seq 600); do
  case \$(mode) in
    paper-out) [ \$try -gt 1 ] || echo "STATE: +media-empty-error" >&2 ;;
    cover-open) [ \$try -gt 1 ] || echo "STATE: +cover-open-error" >&2 ;;
    slow) sleep 2; break ;;
    fail) echo "ERROR: the print head is missing" >&2; exit 1 ;;
    *) break ;;
  esac
  sleep 0.1
done
echo "STATE: -media-empty-error,cover-open-error" >&2
exit 0
END
  chmod 0755 "$run/engine"
}

start_cups () {
  launch cupsd cupsd -f -c "$run/cupsd.conf" -s "$run/cups-files.conf"
  wait_until 10 cups_answers || fail "cupsd does not answer"
}

start_printer () {
  case $(cat "$dir/kind") in
    office) set -- "$1" -f application/pdf,image/pwg-raster -M Foyer -m Office ;;
    *) set -- "$1" -P "$here/ticket-printer.ppd" ;;
  esac
  port=$1
  shift
  launch printer ippeveprinter -r off -p "$port" -K "$run/ssl" -c "$run/engine" -k -d "$dir/spool" "$@" "Ticket printer"
  set -- "$port"
  wait_until 5 printer_answers "$1" || alive printer
}

cups_answers () {
  alive cupsd && LC_ALL=C lpstat -r | grep -q "is running"
}

printer_answers () {
  alive printer && ipptool -q -T 1 "ipp://localhost:$1/ipp/print" get-printer-attributes.test
}

start_all () {
  mkdir -p "$dir/spool" "$dir/log"
  [ ! -s "$dir/run" ] || { echo "print-system: $dir is in use, stop it first" >&2; exit 1; }
  # A short place: the path of a socket has at most 107 characters.
  run=$(mktemp -d /tmp/foyer-print.XXXXXX)
  echo "$run" >"$dir/run"
  chmod 0755 "$run"
  export CUPS_SERVER="$run/cups.sock" DBUS_SYSTEM_BUS_ADDRESS="unix:path=$run/bus"
  printf 'CUPS_SERVER=%s\nDBUS_SYSTEM_BUS_ADDRESS=%s\n' "$CUPS_SERVER" "$DBUS_SYSTEM_BUS_ADDRESS" >"$dir/env"
  echo normal >"$dir/mode"
  echo "$kind" >"$dir/kind"
  case $kind in
    ticket) ;;
    # ippeveprinter does not tell of sizes made to measure, a driver does.
    roll) sed -e 's/^\*%% roll //' -e '/w396h144/{/Default/!d;s/w396h144/w432h144/}' "$here/ticket-printer.ppd" >"$run/roll.ppd" ;;
    office) ;;
    *) usage ;;
  esac
  write_configuration
  launch guard "$0" guard "$dir"
  launch bus dbus-daemon --config-file="$run/bus.conf" --nofork --nopidfile
  wait_until 5 test -S "$run/bus" || fail "the bus does not start"

  port=
  for try in 1 2 3 4 5; do
    port=$(awk -v seed="$$$try" 'BEGIN { srand(seed); print 20000 + int(rand() * 12000) }')
    start_printer "$port"
    alive printer && printer_answers "$port" && break
    end printer
    port=
  done
  [ -n "$port" ] || fail "the printer does not start"
  echo "$port" >"$dir/port"

  start_cups
  case $kind in
    roll) set -- -P "$run/roll.ppd" ;;
    *) set -- -m everywhere ;;
  esac
  timeout 20 lpadmin -p tickets -E -v "ipp://localhost:$port/ipp/print" "$@" \
    -o printer-error-policy=stop-printer >>"$dir/log/lpadmin.log" 2>&1 || fail "the queue cannot be made"
  wait_until 10 lpstat -p tickets || fail "the queue is not there"
  timeout 5 lpadmin -d tickets || fail "the queue cannot be made the default"
}

[ $# -ge 2 ] || usage
command=$1
dir=$2
kind=${3:-ticket}
here=$(dirname "$(readlink -f "$0")")
case $dir in
  /*) ;;
  *) dir=$PWD/$dir ;;
esac
if [ -s "$dir/run" ]; then
  run=$(cat "$dir/run")
  export CUPS_SERVER="$run/cups.sock" DBUS_SYSTEM_BUS_ADDRESS="unix:path=$run/bus"
fi

case $command in
  start) start_all ;;
  stop) stop_all ;;
  mode) [ $# = 3 ] || usage; echo "$3" >"$dir/mode.new"; mv "$dir/mode.new" "$dir/mode" ;;
  printer-off) end printer KILL ;;
  printer-on) start_printer "$(cat "$dir/port")" ;;
  cups-off) end cupsd KILL; rm -f "$run/cups.sock" ;;
  cups-on) start_cups ;;
  forget) rm -f "$run"/jobs/c[0-9]* "$run"/jobs/d[0-9]* "$run"/cache/job.cache* ;;
  guard)
    tries=300
    while [ $tries -gt 0 ] && [ -s "$dir/run" ] && { [ -z "${PRINT_SYSTEM_OWNER:-}" ] || [ -d "/proc/$PRINT_SYSTEM_OWNER" ]; }; do
      tries=$((tries - 1))
      sleep 2
    done
    stop_all from-guard
    ;;
  *) usage ;;
esac
