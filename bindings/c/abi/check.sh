#!/bin/sh
# Whether a libmeritum_c shows the functions and types of meritum.h as they were accepted: check.sh LIBRARY [--accept]
# In: the library, with debug information of its own files. Out: what differs, and an exit code; with --accept, the new
# description (abidw's XML). A change that older programs would notice asks for a new MERITUM_ABI_VERSION.
set -eu
here=$(dirname "$0")
library=$1
accepted=$here/libmeritum_c.$(uname -m).abi

if ! command -v abidiff >/dev/null; then
    [ -z "${MERITUM_WITHOUT_ABIDIFF:-}" ] || exit 0
    echo "abidiff is needed (Debian's abigail-tools); MERITUM_WITHOUT_ABIDIFF=1 does without" >&2
    exit 1
fi

describe() {
    abidw --exported-interfaces-only --headers-dir "$here/.." --drop-private-types --no-show-locs --no-corpus-path \
        --no-comp-dir-path --no-elf-needed --out-file "$1" "$library"
}

if [ "${2:-}" = --accept ]; then
    describe "$accepted"
    echo "Wrote $accepted"
    exit 0
fi
if [ ! -e "$accepted" ]; then
    echo "no ABI has been accepted for $(uname -m) yet" >&2
    exit 0
fi
new=$(mktemp)
trap 'rm -f "$new"' EXIT
describe "$new"
# Harmless changes too: a new enumerator, a parameter's const.
if abidiff --harmless "$accepted" "$new"; then
    echo "$(grep -c "<elf-symbol .*func-type" "$new") functions, as they were accepted"
else
    echo "The ABI is not as it was accepted. If it is meant to change: ./dev abi --accept" >&2
    exit 1
fi
