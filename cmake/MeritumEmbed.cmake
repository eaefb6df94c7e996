# Embeds the files of a folder: what is to be read by people who only have the program.
#
#   meritum_embed(TARGET FOLDER SYMBOL)   adds a source to TARGET that defines the table of src/report/embedded.hpp
#
# It is also the script that writes this source: cmake -DFOLDER=... -DSYMBOL=... -DOUT=... -P MeritumEmbed.cmake

function(meritum_embed target folder symbol)
  file(GLOB pages CONFIGURE_DEPENDS ${folder}/*.txt)
  set(out ${PROJECT_BINARY_DIR}/embedded/${symbol}.cpp)
  set(script ${PROJECT_SOURCE_DIR}/cmake/MeritumEmbed.cmake)
  add_custom_command(OUTPUT ${out} DEPENDS ${pages} ${script} VERBATIM COMMENT "Embedding ${symbol}"
    COMMAND ${CMAKE_COMMAND} -DFOLDER=${folder} -DSYMBOL=${symbol} -DOUT=${out} -P ${script})
  target_sources(${target} PRIVATE ${out})
  set_source_files_properties(${out} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)  # so that lint needs no build
endfunction()

if(CMAKE_SCRIPT_MODE_FILE AND DEFINED OUT)
  file(GLOB pages ${FOLDER}/*.txt)
  list(SORT pages)
  set(bytes "")
  set(rows "")
  set(number 0)
  foreach(page IN LISTS pages)
    get_filename_component(name ${page} NAME_WE)
    file(READ ${page} hex HEX)  # any bytes, also those that are no UTF-8
    string(REGEX REPLACE "(..)" "\\\\x\\1" escaped "${hex}")
    # Literals are cut, so that a compiler with a limit takes them too.
    string(REGEX REPLACE "((\\\\x..)(\\\\x..)?(\\\\x..)?(\\\\x..)?(\\\\x..)?(\\\\x..)?(\\\\x..)?(\\\\x..)?)" "\"\\1\"\n" lines "${escaped}")
    string(APPEND bytes "constexpr char page_${number}[] =\n${lines};\n")
    string(APPEND rows "    {\"${name}\", {page_${number}, sizeof page_${number} - 1}},\n")
    math(EXPR number "${number} + 1")
  endforeach()
  file(WRITE ${OUT} "// Written by cmake/MeritumEmbed.cmake.
#include \"report/embedded.hpp\"

namespace meritum::report {
namespace {
${bytes}
constexpr Page rows[] = {
${rows}};
}  // namespace

std::span<const Page> ${SYMBOL}() { return rows; }

}  // namespace meritum::report
")
endif()
