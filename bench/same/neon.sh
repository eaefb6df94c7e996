#!/usr/bin/env bash
# Builds meritum_same for 64-bit ARM and runs it under qemu-user: `./dev neon [PEOPLE]`. Nothing of the system changes
# but the cross compiler and qemu: ARM's packages are unpacked into build/neon/root.
set -euo pipefail
folder=$PWD/build/neon
people=${1:-200000}
packages=(libyaml-cpp0.7 libyaml-cpp-dev libfmt9 libfmt-dev libutf8proc2 libutf8proc-dev libsodium23 libsodium-dev
    libhwy1 libhwy-dev)
export MERITUM_NEON_ROOT=$folder/root
libraries=$MERITUM_NEON_ROOT/usr/lib/aarch64-linux-gnu

unpack() {
    mkdir -p "$folder"/{lists/partial,cache/archives/partial,packages,root/usr/include}
    local arm=(-o APT::Architecture=arm64 -o APT::Architectures=arm64 -o APT::Sandbox::User=root
        -o Dir::State::lists="$folder/lists" -o Dir::State::status=/dev/null -o Dir::Cache="$folder/cache")
    apt-get "${arm[@]}" update
    (cd "$folder/packages" && apt-get "${arm[@]}" download "${packages[@]}")
    local package
    for package in "$folder"/packages/*.deb; do dpkg -x "$package" "$MERITUM_NEON_ROOT"; done
    # headers that are the same for every processor
    ln -sfn /usr/include/boost "$MERITUM_NEON_ROOT/usr/include/boost"
    ln -sfn /usr/include/rapidjson "$MERITUM_NEON_ROOT/usr/include/rapidjson"
    touch "$folder/unpacked"
}

[[ -e $folder/unpacked ]] || unpack
cmake --preset neon
cmake --build build/neon --target meritum_same -j "${MERITUM_JOBS:-$(nproc)}"
qemu-aarch64 -L /usr/aarch64-linux-gnu -E LD_LIBRARY_PATH="$libraries" build/neon/bench/meritum_same "$people" |
    tee "$folder/arm.txt"
build/release/bench/meritum_same "$people" >"$folder/here.txt"
echo "on this processor: $(tail -n 1 "$folder/here.txt")"
grep -q NEON "$folder/arm.txt" || { echo "no NEON path was run" >&2 && exit 1; }
[[ $(head -n 1 "$folder/arm.txt") == $(head -n 1 "$folder/here.txt") ]] || { echo "other facts" >&2 && exit 1; }
[[ $(tail -n 1 "$folder/arm.txt") == $(tail -n 1 "$folder/here.txt") ]] || { echo "other answers" >&2 && exit 1; }
echo "the same answers on both"
