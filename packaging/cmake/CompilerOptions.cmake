# One interface target carries the warnings and sanitizers of every target of the project.
add_library(macadam_options INTERFACE)
target_compile_options(macadam_options INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual
                       -Wno-missing-field-initializers
                       # GCC 12 warns of copies inside std::string that cannot happen (its bug 105651).
                       "$<$<CXX_COMPILER_ID:GNU>:-Wno-restrict;-Wno-stringop-overflow>")
if(MACADAM_WARNINGS_ARE_ERRORS)
  target_compile_options(macadam_options INTERFACE -Werror)
endif()
if(MACADAM_SANITIZE)
  target_compile_options(macadam_options INTERFACE -fsanitize=${MACADAM_SANITIZE} -fno-sanitize-recover=all
                         -fno-omit-frame-pointer)
  target_link_options(macadam_options INTERFACE -fsanitize=${MACADAM_SANITIZE})
endif()
