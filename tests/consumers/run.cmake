# Builds one consumer in a fresh folder, runs it beside the plan and reads what it says.
cmake_minimum_required(VERSION 3.22)

function(run)
  execute_process(COMMAND ${ARGN} RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE output)
  if(NOT result EQUAL 0)
    message(FATAL_ERROR "${KIND}: ${ARGN}\nfailed (${result}):\n${output}")
  endif()
  set(output "${output}" PARENT_SCOPE)
endfunction()

file(REMOVE_RECURSE ${BINARY})
file(MAKE_DIRECTORY ${BINARY})
if(KIND MATCHES "pkg_config")
  set(words "")
  if(NOT SHARED)
    set(words --static)
  endif()
  set(path ${PREFIX}/${LIBDIR}/pkgconfig)
  run(${CMAKE_COMMAND} -E env CXX=${COMPILER} PKG_CONFIG_PATH=${path} sh ${SOURCE}/build.sh ${BINARY} ${words})
else()
  run(${CMAKE_COMMAND} -S ${SOURCE} -B ${BINARY} -G ${GENERATOR} -DCMAKE_CXX_COMPILER=${COMPILER}
    -DCMAKE_BUILD_TYPE=${BUILD_TYPE} -DCMAKE_CXX_COMPILER_LAUNCHER=${LAUNCHER} -DCMAKE_PREFIX_PATH=${PREFIX}
    -DMERITUM_SOURCES=${MERITUM_SOURCES} -DMERITUM_UNITY=ON)
  run(${CMAKE_COMMAND} --build ${BINARY})
endif()

# Its suites are tests: one passes, one does not, which is what it is for.
if(KIND STREQUAL "suites")
  run(${CMAKE_COMMAND} -E chdir ${SOURCE} ${BINARY}/plans_test)
  foreach(name "plans/plan.test.yaml.on target" "plans/plan.test.yaml.steps, row 2" "Plans.AreMatched")
    if(NOT output MATCHES "OK . ${name}")
      message(FATAL_ERROR "${KIND}: no test ${name} passed:\n${output}")
    endif()
  endforeach()
  run(${CMAKE_CTEST_COMMAND} --test-dir ${BINARY} -R "^plans/plan.test.yaml$" --no-tests=error)
  execute_process(COMMAND ${CMAKE_CTEST_COMMAND} --test-dir ${BINARY} -R "^broken/plan.test.yaml$" --output-on-failure
    RESULT_VARIABLE result OUTPUT_VARIABLE output)
  if(result EQUAL 0 OR NOT output MATCHES "expected")
    message(FATAL_ERROR "${KIND}: a suite that expects something else does not fail:\n${output}")
  endif()
  return()
endif()

run(${CMAKE_COMMAND} -E chdir ${HELLO} ${BINARY}/hello)
if(NOT output MATCHES "120")
  message(FATAL_ERROR "${KIND}: hello does not tell the score of 120:\n${output}")
endif()
