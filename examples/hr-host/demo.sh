#!/usr/bin/env bash
# demo.sh HOST: the program HOST makes an HR database, scores its quarter and tells about it. The database is a file of
# SQLite in a temporary folder, or the one in $HR_DATABASE (see with_postgres.sh). Its output is shown in README.md.
set -euo pipefail

host=$(realpath "${1:?usage: demo.sh HOST}")
cd "$(dirname "${BASH_SOURCE[0]}")"
folder=$(mktemp -d -t hr-demo.XXXXXX)
trap 'rm -rf "$folder"' EXIT
export HR_DATABASE=${HR_DATABASE:-$folder/hr.db}
kind=sqlite
[[ $HR_DATABASE != postgres* ]] || kind=postgres

# hr WORDS...: shows the command and runs it.
hr() {
    printf '\n$ hr-host $HR_DATABASE %s\n' "$*"
    "$host" "$HR_DATABASE" "$@"
}

python3 data_sql.py "$kind" ../electronics-quarter/data >"$folder/data.sql"
"$host" "$HR_DATABASE" run "sql/$kind/schema.sql" "$folder/data.sql"
hr score 2026-Q3 ../electronics-quarter/plan.merit
hr show 2026-Q3
hr replay 2026-Q3
