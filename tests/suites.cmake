# One entry of CTest for each test suite of a GoogleTest program, found when tests are begun: a process for every test would
# spend most of its time loading LibTorch. Included from a file that sets `program`, `label` and `list`.
if(NOT EXISTS "${program}")
  add_test("${program}_NOT_BUILT" "${program}")
  return()
endif()
if("${program}" IS_NEWER_THAN "${list}")
  execute_process(COMMAND "${program}" --gtest_list_tests OUTPUT_VARIABLE tests ERROR_QUIET
                  RESULT_VARIABLE result TIMEOUT 60)
  if(NOT result EQUAL 0)
    message(FATAL_ERROR "${program} does not list its tests: ${result}")
  endif()
  # A parameterised suite is listed as All/Suite/0. with a comment on what the parameter is.
  string(REGEX MATCHALL "(^|\n)[^ \n][^ \n]*\\.( [^\n]*)?(\n|$)" suites "${tests}")
  set(script "")
  foreach(suite IN LISTS suites)
    string(REGEX REPLACE "^\n?([^ \n]*)\\..*$" "\\1" suite "${suite}")
    string(APPEND script "add_test([==[${suite}]==] \"${program}\" [==[--gtest_filter=${suite}.*]==])\n"
                         "set_tests_properties([==[${suite}]==] PROPERTIES LABELS \"${label}\" TIMEOUT 900 "
                         # Only where nothing has failed does the output end with the list of what was skipped.
                         "SKIP_REGULAR_EXPRESSION [==[SKIPPED \\] [0-9]+ tests?, listed below:\n(\\[  SKIPPED \\] [^\n]*\n)+$]==])\n")
  endforeach()
  file(WRITE "${list}" "${script}")
endif()
include("${list}")
