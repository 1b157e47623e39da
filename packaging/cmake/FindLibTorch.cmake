# Finds LibTorch, the system's or the one below MACADAM_TORCH_ROOT, without the package's own configuration:
# that of a CUDA wheel asks for nvcc, which a program that only links LibTorch does not need.
#
# Defines the target LibTorch::LibTorch and, where the library is a CUDA build, LibTorch::Cuda.

set(_hints)
if(MACADAM_TORCH_ROOT)
  set(_hints NO_DEFAULT_PATH PATHS ${MACADAM_TORCH_ROOT})
endif()

find_path(LibTorch_INCLUDE_DIR torch/library.h PATH_SUFFIXES include ${_hints})
find_path(LibTorch_API_INCLUDE_DIR torch/torch.h
          PATH_SUFFIXES include/torch/csrc/api/include torch/csrc/api/include ${_hints})
foreach(_name torch torch_cpu torch_cuda c10 c10_cuda)
  find_library(LibTorch_${_name}_LIBRARY ${_name} PATH_SUFFIXES lib ${_hints})
  mark_as_advanced(LibTorch_${_name}_LIBRARY)
endforeach()

if(LibTorch_INCLUDE_DIR AND EXISTS "${LibTorch_INCLUDE_DIR}/torch/version.h")
  file(STRINGS "${LibTorch_INCLUDE_DIR}/torch/version.h" _version REGEX "define TORCH_VERSION \"")
elseif(LibTorch_API_INCLUDE_DIR AND EXISTS "${LibTorch_API_INCLUDE_DIR}/torch/version.h")
  file(STRINGS "${LibTorch_API_INCLUDE_DIR}/torch/version.h" _version REGEX "define TORCH_VERSION \"")
endif()
if(_version MATCHES "\"([0-9]+\\.[0-9]+\\.[0-9]+)")
  set(LibTorch_VERSION ${CMAKE_MATCH_1})
endif()

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(LibTorch
  REQUIRED_VARS LibTorch_torch_cpu_LIBRARY LibTorch_c10_LIBRARY LibTorch_INCLUDE_DIR LibTorch_API_INCLUDE_DIR
  VERSION_VAR LibTorch_VERSION)

if(LibTorch_FOUND AND NOT TARGET LibTorch::LibTorch)
  add_library(LibTorch::LibTorch INTERFACE IMPORTED)
  target_include_directories(LibTorch::LibTorch SYSTEM INTERFACE ${LibTorch_INCLUDE_DIR} ${LibTorch_API_INCLUDE_DIR})
  # libtorch registers its operators in static initialisers, so no library may be dropped as unused.
  target_link_libraries(LibTorch::LibTorch INTERFACE
    -Wl,--push-state,--no-as-needed ${LibTorch_torch_LIBRARY} ${LibTorch_torch_cpu_LIBRARY} ${LibTorch_c10_LIBRARY})
  if(LibTorch_torch_cuda_LIBRARY)
    add_library(LibTorch::Cuda INTERFACE IMPORTED)
    target_link_libraries(LibTorch::LibTorch INTERFACE ${LibTorch_torch_cuda_LIBRARY} ${LibTorch_c10_cuda_LIBRARY})
    # The wheel's CUDA libraries lie beside it and are found through its own run path.
    target_link_options(LibTorch::LibTorch INTERFACE -Wl,--unresolved-symbols=ignore-in-shared-libs)
  endif()
  target_link_libraries(LibTorch::LibTorch INTERFACE -Wl,--pop-state)
endif()
