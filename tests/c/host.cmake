# The host in C99 says what its README shows: cmake -DPROGRAM=... -DPLAN=... -DEXPECTED=... -P host.cmake
cmake_minimum_required(VERSION 3.22)

execute_process(COMMAND ${PROGRAM} ${PLAN} RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE output)
file(READ ${EXPECTED} expected)
if(NOT result EQUAL 0 OR NOT output STREQUAL expected)
  message(FATAL_ERROR "${PROGRAM} (${result}) says:\n${output}\nand not, as ${EXPECTED}:\n${expected}")
endif()

# Without a plan, and with one that is not there, it says so.
execute_process(COMMAND ${PROGRAM} RESULT_VARIABLE result OUTPUT_VARIABLE output)
if(NOT result EQUAL 2 OR NOT output MATCHES "usage")
  message(FATAL_ERROR "without a plan ${PROGRAM} (${result}) says:\n${output}")
endif()
execute_process(COMMAND ${PROGRAM} nowhere.merit RESULT_VARIABLE result OUTPUT_VARIABLE output)
if(NOT result EQUAL 1 OR NOT output MATCHES "plan: nowhere.merit")
  message(FATAL_ERROR "without its plan ${PROGRAM} (${result}) says:\n${output}")
endif()
