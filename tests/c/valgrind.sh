#!/bin/sh
# The host in C99 and the tests of libmeritum_c under valgrind's memcheck: no error, nothing lost. valgrind.sh BUILD
# In: a build folder. Out: what valgrind found, and an exit code. valgrind 3.19 does not know AVX-512, so the library
# takes its path for AVX2, as on a processor without. Left out is what valgrind would have to do without: stacks of a
# size, threads that cannot be had, and what only takes time.
set -eu
build=$1
memcheck() {
    valgrind --quiet --error-exitcode=9 --leak-check=full --errors-for-leak-kinds=definite,possible \
        --show-leak-kinds=definite,possible \
        --soname-synonyms=somalloc=nouserintercepts "$@" # the tests count memory with an operator new of their own
}
memcheck "$build/tests/c/meritum_c_host" examples/first-plan/plan.merit >"$build/valgrind-host.txt"
diff "$build/valgrind-host.txt" examples/c-host/expected.txt
memcheck "$build/tests/meritum_c_tests" --gtest_brief=1 \
    --gtest_filter='-SmallStack.*:CThreads.*:CTable.IsTheSame*:CTable.TellsHowFar*:CThrowing.ACancelledThread*:CThrowing.ProgressMayThrow'
echo "no errors, nothing lost"
