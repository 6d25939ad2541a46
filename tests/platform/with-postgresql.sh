#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs a program with a PostgreSQL of its own, named by FOYER_DATABASE. The
# server refuses root, so root starts it as the user postgres.
set -eu
bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
export PATH="$PATH${bin:+:$bin}"
command -v initdb >/dev/null || { echo "PostgreSQL is not installed"; exit 77; }

home=$(mktemp -d /tmp/foyer-postgresql.XXXXXX)
if [ "$(id -u)" = 0 ]; then
    chown postgres: "$home"
    as_server() { setpriv --reuid=postgres --regid=postgres --clear-groups -- "$@"; }
else
    as_server() { "$@"; }
fi
cd /
stop() {
    as_server pg_ctl -D "$home/data" -m immediate stop >/dev/null 2>&1 || true
    rm -rf "$home"
}
trap stop EXIT
trap 'exit 1' INT TERM HUP

# What the tests rely on survives the death of a process; nobody here pulls the plug.
as_server initdb -D "$home/data" -A trust -U foyer -E UTF8 --locale=C --no-sync >"$home/log" 2>&1 ||
    { cat "$home"/*log; exit 1; }
as_server pg_ctl -D "$home/data" -l "$home/server.log" -w -o "-k $home -c listen_addresses='' -c fsync=off -c max_connections=50" start >"$home/log" 2>&1 ||
    { cat "$home"/*log; exit 1; }
export FOYER_DATABASE="postgresql://foyer@/postgres?host=$home"
# Programs restart the server with this, as if somebody had pulled and pushed its plug.
cat >"$home/restart" <<END
#!/bin/sh
cd /
[ "\$(id -u)" != 0 ] || as="setpriv --reuid=postgres --regid=postgres --clear-groups --"
exec \${as-} "$(command -v pg_ctl)" -D "$home/data" -l "$home/server.log" -m immediate -w restart >/dev/null
END
chmod 755 "$home/restart"
export FOYER_POSTGRESQL_RESTART="$home/restart"
cd "$OLDPWD"
"$@"
