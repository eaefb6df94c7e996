#!/bin/sh
# An outside project without CMake: builds hello in the folder $1 from what pkg-config says ($2: more words for it).
set -eu
here=$(dirname "$0")
flags=$(pkg-config --cflags --libs ${2:-} meritum)
# shellcheck disable=SC2086 # the flags are words
${CXX:-c++} -std=c++20 "$here/../hello/main.cpp" -o "$1/hello" $flags
