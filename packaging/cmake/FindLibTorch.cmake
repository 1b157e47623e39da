# Finds LibTorch without the package's own configuration: that of a CUDA wheel asks for nvcc, which a program
# that only links LibTorch does not need.
#
# Taken from, in this order: the variable MACADAM_TORCH_ROOT, the environment's, what `packaging/setup.sh --torch`
# recorded in third_party/torch-root, the system. Defines the target LibTorch::LibTorch and, where the library is a
# CUDA build, LibTorch::Cuda.

set(_record "${PROJECT_SOURCE_DIR}/third_party/torch-root")
set(_root "${MACADAM_TORCH_ROOT}")
if(NOT _root)
  set(_root "$ENV{MACADAM_TORCH_ROOT}")
endif()
if(NOT _root AND EXISTS "${_record}")
  file(STRINGS "${_record}" _root LIMIT_COUNT 1)
  cmake_path(ABSOLUTE_PATH _root BASE_DIRECTORY "${PROJECT_SOURCE_DIR}")
endif()

# What was found below another root is not this one's.
if(NOT "${_root}" STREQUAL "${LibTorch_ROOT_IN_USE}")
  foreach(_name INCLUDE_DIR API_INCLUDE_DIR torch_LIBRARY torch_cpu_LIBRARY torch_cuda_LIBRARY c10_LIBRARY c10_cuda_LIBRARY)
    unset(LibTorch_${_name} CACHE)
  endforeach()
endif()
set(LibTorch_ROOT_IN_USE "${_root}" CACHE INTERNAL "")

set(_hints)
if(_root)
  set(_hints PATHS "${_root}" NO_DEFAULT_PATH)
endif()
find_path(LibTorch_INCLUDE_DIR torch/library.h PATH_SUFFIXES include ${_hints})
find_path(LibTorch_API_INCLUDE_DIR torch/torch.h
          PATH_SUFFIXES include/torch/csrc/api/include torch/csrc/api/include ${_hints})
mark_as_advanced(LibTorch_INCLUDE_DIR LibTorch_API_INCLUDE_DIR)
foreach(_name torch torch_cpu torch_cuda c10 c10_cuda)
  find_library(LibTorch_${_name}_LIBRARY ${_name} PATH_SUFFIXES lib ${_hints})
  mark_as_advanced(LibTorch_${_name}_LIBRARY)
endforeach()

# The version stands beside torch.h in 1.13, among the header-only parts in 2.11.
set(LibTorch_VERSION "")
foreach(_header torch/version.h torch/headeronly/version.h)
  find_file(_path ${_header} PATHS "${LibTorch_API_INCLUDE_DIR}" "${LibTorch_INCLUDE_DIR}" NO_DEFAULT_PATH NO_CACHE)
  if(_path)
    file(READ "${_path}" _text)
    if(_text MATCHES "VERSION_MAJOR ([0-9]+).*VERSION_MINOR ([0-9]+).*VERSION_PATCH ([0-9]+)")
      set(LibTorch_VERSION ${CMAKE_MATCH_1}.${CMAKE_MATCH_2}.${CMAKE_MATCH_3})
    endif()
  endif()
  unset(_path)
endforeach()

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(LibTorch
  REQUIRED_VARS LibTorch_torch_cpu_LIBRARY LibTorch_c10_LIBRARY LibTorch_INCLUDE_DIR LibTorch_API_INCLUDE_DIR
  VERSION_VAR LibTorch_VERSION
  REASON_FAILURE_MESSAGE "Run packaging/setup.sh, or name the folder of one by -DMACADAM_TORCH_ROOT=")

if(LibTorch_FOUND AND NOT TARGET LibTorch::LibTorch)
  set(_libraries ${LibTorch_torch_LIBRARY} ${LibTorch_torch_cpu_LIBRARY} ${LibTorch_c10_LIBRARY})
  if(LibTorch_torch_cuda_LIBRARY)
    add_library(LibTorch::Cuda INTERFACE IMPORTED)
    list(APPEND _libraries ${LibTorch_torch_cuda_LIBRARY} ${LibTorch_c10_cuda_LIBRARY})
    # The wheel's CUDA libraries lie beside it and are found at start, through its own run path.
    list(APPEND _libraries -Wl,--unresolved-symbols=ignore-in-shared-libs)
  endif()
  add_library(LibTorch::LibTorch INTERFACE IMPORTED)
  target_include_directories(LibTorch::LibTorch SYSTEM INTERFACE ${LibTorch_INCLUDE_DIR} ${LibTorch_API_INCLUDE_DIR})
  # Operators are registered in static initialisers, so no library may be dropped as unused. The C++ library comes
  # first: the wheel's libtorch.so exports parts of an older one, std::filesystem::remove_all that jumps to address 0
  # among them, and the first library that has a name is the one that is called.
  target_link_libraries(LibTorch::LibTorch INTERFACE
    -Wl,--push-state,--no-as-needed stdc++ ${_libraries} -Wl,--pop-state)
endif()
