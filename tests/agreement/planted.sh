#!/usr/bin/env bash
# Plants the bugs of planted/bugs.txt one at a time in a copy of the tree and asks the tests: each bug must turn something red.
#
#   tests/agreement/planted.sh [NAME...]     all bugs, or those named
#
# MERITUM_PLANTED_DIR   where the copy is built (kept, so that the next run is quicker); else a temporary folder
# MERITUM_GENERATED     plans the agreement test tries for each bug (600)
# Exit code: 0 if every bug was caught, 1 if one was not, 2 if the tests are red without any bug or a bug does not apply.
set -uo pipefail
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
bugs=$top/tests/agreement/planted/bugs.txt
export MERITUM_GENERATED=${MERITUM_GENERATED:-600}
unset MERITUM_SEED

if [[ -n ${MERITUM_PLANTED_DIR:-} ]]; then
    work=$MERITUM_PLANTED_DIR
    mkdir -p "$work"
else
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
fi
tree=$work/tree
build=$work/build
log=$work/log
mkdir -p "$tree" "$log"

# Copies what differs, so that an old build is only brought up to date.
refresh() {
    local file
    cd "$top" && git ls-files -z --cached --others --exclude-standard -- \
        CMakeLists.txt cmake include src tests examples bench | while IFS= read -r -d '' file; do
        [[ -f $file ]] || continue
        cmp -s "$file" "$tree/$file" && continue
        mkdir -p "$tree/$(dirname "$file")" && cp "$file" "$tree/$file"
    done
}

configure() {
    cmake -S "$tree" -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=Release -DMERITUM_BUILD_TESTS=ON
}

# plant NAME: makes the edit of that block; fails unless its text stands in exactly one place.
plant() {
    perl - "$1" "$bugs" "$tree" <<'PERL'
my ($name, $bugs, $tree) = @ARGV;
open my $in, '<', $bugs or die;
my ($here, $file, @find, @put) = (0);
while (<$in>) {
    chomp;
    if (/^== (.*)/) { $here = $1 eq $name; next }
    next unless $here;
    if (/^file +(.*)/) { $file = $1 }
    elsif (/^< (.*)/) { push @find, $1 }
    elsif (/^> (.*)/) { push @put, $1 }
}
die "there is no bug $name\n" unless $file;
local $/;
open my $source, '<', "$tree/$file" or die "there is no $file\n";
my $text = <$source>;
my ($find, $put) = (join("\n", @find), join("\n", @put));
my $count = () = $text =~ /\Q$find\E/g;
die "$name: its text stands in $count places of $file\n" unless $count == 1;
$text =~ s/\Q$find\E/$put/;
open my $out, '>', "$tree/$file" or die;
print $out $text;
print "$file\n";
PERL
}

# red PROGRAM [ARGUMENT...]: builds and runs a test program; true if it does not pass. A bug that does not compile is no bug.
red() {
    local program=$1
    shift
    if ! cmake --build "$build" --target "$program" >"$log/build.log" 2>&1; then
        grep -m3 -E 'error|FAILED' "$log/build.log" >&2
        return 2
    fi
    ! (cd "$tree" && timeout 300 "$build/tests/$program" "$@") >"$log/$program.log" 2>&1
}

# The unit tests of the room a file lives in.
unit_tests() {
    local room=${1#src/}
    room=${room%%/*}
    [[ -d $tree/tests/$room ]] && echo "meritum_${room}_tests"
}

caught_by() {
    local file=$1 program status
    red meritum_agreement_tests '--gtest_filter=Agreement.*'
    status=$?
    [[ $status == 0 ]] && echo agreement && return 0
    [[ $status == 2 ]] && echo "does not compile" && return 2
    for program in $(unit_tests "$file"); do
        red "$program" && echo "$program" && return 0
    done
    return 1
}

refresh
configure >"$log/configure.log" 2>&1 || { tail "$log/configure.log"; exit 2; }
echo "Without a bug ..."
if red meritum_agreement_tests '--gtest_filter=Agreement.*'; then
    echo "the tests are red without any bug: see $log/meritum_agreement_tests.log"
    trap - EXIT
    exit 2
fi
names=("$@")
[[ ${#names[@]} -gt 0 ]] || mapfile -t names < <(sed -n 's/^== //p' "$bugs")
missed=0 broken=0 caught=0
for name in "${names[@]}"; do
    if ! file=$(plant "$name"); then
        broken=$((broken + 1))
        continue
    fi
    by=$(caught_by "$file")
    case $? in
    0) caught=$((caught + 1)) && printf 'caught      %-32s %-28s by %s\n' "$name" "$file" "$by" ;;
    1) missed=$((missed + 1)) && printf 'NOT CAUGHT  %-32s %s\n' "$name" "$file" ;;
    *) broken=$((broken + 1)) && printf 'BROKEN      %-32s %s %s\n' "$name" "$file" "$by" ;;
    esac
    cp "$top/$file" "$tree/$file"
done
echo "$caught caught, $missed not caught, $broken broken"
((broken == 0)) || exit 2
((missed == 0))
