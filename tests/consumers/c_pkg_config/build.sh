#!/bin/sh
# An outside project in C without CMake: builds hello in the folder $1 from what pkg-config says.
set -eu
here=$(dirname "$0")
flags=$(pkg-config --cflags --libs meritum_c)
# shellcheck disable=SC2086 # the flags are words
${CC:-cc} -std=c99 -pedantic -Wall -Wextra -Werror "$here/../c/hello.c" -o "$1/hello" $flags \
    "-Wl,-rpath,$(pkg-config --variable=libdir meritum_c)"
