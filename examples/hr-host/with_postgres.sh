#!/usr/bin/env bash
# with_postgres.sh COMMAND...: runs COMMAND beside a PostgreSQL of its own, whose database is in $HR_DATABASE.
# The server is made in a temporary folder from the distribution's package, is reached by a socket in that folder
# only, and is gone when COMMAND ends, however it ends. PostgreSQL does not run as root; then it is somebody else's.
set -euo pipefail

(($#)) || { echo "usage: with_postgres.sh COMMAND..." >&2 && exit 2; }

# The newest of those that are installed: Debian keeps them beside each other, outside of the PATH.
programs=$(printf '%s\n' /usr/lib/postgresql/*/bin/initdb | sort -V | tail -n 1)
[[ -x $programs ]] || programs=$(command -v initdb) ||
    { echo "PostgreSQL is not installed (postgresql)" >&2 && exit 2; }
programs=$(dirname "$programs")

folder=$(mktemp -d -t hr.XXXXXX)
server=
end() {
    local result=$?
    trap - EXIT
    if [[ -n $server ]]; then
        kill -INT "$server" 2>/dev/null && wait "$server" || true # a fast shutdown
    fi
    rm -rf "$folder"
    exit "$result"
}
trap end EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

as_owner=()
if [[ $(id -u) == 0 ]]; then
    owner=nobody
    ! id postgres >/dev/null 2>&1 || owner=postgres
    chown "$owner" "$folder"
    as_owner=(--reuid "$owner" --regid "$(id -g "$owner")" --clear-groups)
fi

# fails WORDS: ends with what the server said.
fails() {
    echo "PostgreSQL $1:" >&2
    cat "$folder/log" >&2
    exit 2
}

cd "$folder" # a place that the owner may see
setpriv "${as_owner[@]}" "$programs/initdb" -D "$folder/data" --username=hr --auth=trust --encoding=UTF8 \
    --locale=C.UTF-8 --no-sync >"$folder/log" 2>&1 || fails "cannot make its files"
# The server ends with this script, even if the script is killed: --pdeathsig.
setpriv "${as_owner[@]}" --pdeathsig INT "$programs/postgres" -D "$folder/data" -c listen_addresses= \
    -c unix_socket_directories="$folder" -c fsync=off -c shared_buffers=16MB >"$folder/log" 2>&1 &
server=$!
for ((tries = 0; tries < 300; ++tries)); do
    if "$programs/pg_isready" -q -h "$folder"; then break; fi
    kill -0 "$server" 2>/dev/null || fails "does not start"
    sleep 0.1
done
"$programs/createdb" -h "$folder" -U hr hr || fails "does not answer"

cd "$OLDPWD"
export HR_DATABASE="postgresql://hr@/hr?host=$folder"
"$@"
