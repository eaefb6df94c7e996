# What the compiler is told. Nothing here reaches a project that adds this folder, but for C++20 itself.
if(PROJECT_IS_TOP_LEVEL)
  set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
  if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
    set(CMAKE_BUILD_TYPE Release)
  endif()
  find_program(MERITUM_CCACHE ccache)
  mark_as_advanced(MERITUM_CCACHE)
  if(MERITUM_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    # What it needs to know of precompiled headers, and of clones in other folders.
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros
      CCACHE_BASEDIR=${PROJECT_SOURCE_DIR} CCACHE_NOHASHDIR=1 ${MERITUM_CCACHE})
  endif()
endif()

# The headers nearly every file reads, compiled once: a third of the time of a build. A preset without them
# (CMAKE_DISABLE_PRECOMPILE_HEADERS) shows what a file forgot to include.
set(MERITUM_PRECOMPILED <algorithm> <functional> <map> <memory> <optional> <string> <variant> <vector>
  <boost/multiprecision/cpp_int.hpp>)

# meritum_precompile(target [owner]): the target's own headers, or those of an owner compiled alike.
function(meritum_precompile target)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    target_compile_options(${target} PRIVATE -fpch-preprocess)  # for ccache
  endif()
  if(ARGC GREATER 1)
    target_precompile_headers(${target} REUSE_FROM ${ARGV1})
  else()
    target_precompile_headers(${target} PRIVATE ${MERITUM_PRECOMPILED} ${MERITUM_PRECOMPILED_MORE})
  endif()
endfunction()

# Several files as one translation unit, if MERITUM_UNITY says so: headers are read once for all of them. So helpers in
# the unnamed namespaces of one room need names of their own.
function(meritum_unite target)
  if(MERITUM_UNITY)
    set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 8
      UNITY_BUILD_CODE_BEFORE_INCLUDE "// NOLINTNEXTLINE(bugprone-suspicious-include)")
  endif()
endfunction()

# How this project's own targets are compiled: strict C++20, warnings, symbols hidden unless marked MERITUM_API.
function(meritum_compile target)
  target_compile_features(${target} PUBLIC cxx_std_20)
  set_target_properties(${target} PROPERTIES CXX_EXTENSIONS OFF CXX_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON)
  target_compile_options(${target} PRIVATE -Wall -Wextra -Wnon-virtual-dtor -Woverloaded-virtual -Wshadow)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
    # GCC 12 is wrong about std::string's operator+ and what is inlined from it (bugs 105329, 105651).
    target_compile_options(${target} PRIVATE -Wno-restrict -Wno-stringop-overflow -Wno-stringop-overread -Wno-array-bounds)
  endif()
  if(MERITUM_WERROR)
    target_compile_options(${target} PRIVATE -Werror)
  endif()
  if(MERITUM_SANITIZE)
    target_compile_options(${target} PRIVATE -fsanitize=${MERITUM_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
    if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
      target_compile_options(${target} PRIVATE -fsanitize-ignorelist=${PROJECT_SOURCE_DIR}/cmake/sanitizer_ignore.txt)
    endif()
    target_link_options(${target} PUBLIC -fsanitize=${MERITUM_SANITIZE})
  endif()
endfunction()
