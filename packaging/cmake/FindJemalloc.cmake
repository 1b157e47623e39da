# Defines the target Jemalloc::Jemalloc, the allocator that a program takes by linking it.
find_library(Jemalloc_LIBRARY jemalloc)
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(Jemalloc REQUIRED_VARS Jemalloc_LIBRARY)
mark_as_advanced(Jemalloc_LIBRARY)
if(Jemalloc_FOUND AND NOT TARGET Jemalloc::Jemalloc)
  add_library(Jemalloc::Jemalloc INTERFACE IMPORTED)
  target_link_libraries(Jemalloc::Jemalloc INTERFACE ${Jemalloc_LIBRARY})
  # The program calls nothing of it by name.
  target_link_options(Jemalloc::Jemalloc INTERFACE LINKER:--no-as-needed)
endif()
