# What an installation holds, and the Debian package made of it: `cpack` in a build folder.
include(GNUInstallDirs)

install(TARGETS macadam macadam-cli RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
# The window looks for it beside its own folder, so not in a folder of the architecture.
install(TARGETS macadam_engine_module LIBRARY DESTINATION lib/macadam)
# A LibTorch outside the system's folders is found again from the installed programs; one of the system needs nothing.
set_target_properties(macadam macadam-cli macadam_engine_module PROPERTIES INSTALL_RPATH_USE_LINK_PATH ON)

install(FILES ${PROJECT_SOURCE_DIR}/packaging/linux/macadam.desktop DESTINATION ${CMAKE_INSTALL_DATADIR}/applications)
install(FILES ${PROJECT_SOURCE_DIR}/packaging/linux/org.macadam.Macadam.metainfo.xml
        DESTINATION ${CMAKE_INSTALL_DATADIR}/metainfo)
install(FILES ${PROJECT_SOURCE_DIR}/resources/icons/macadam.svg
        DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps)
install(FILES ${PROJECT_SOURCE_DIR}/README.md ${PROJECT_SOURCE_DIR}/packaging/linux/copyright
        DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/macadam)
install(FILES ${PROJECT_SOURCE_DIR}/packaging/linux/lintian-overrides
        DESTINATION ${CMAKE_INSTALL_DATADIR}/lintian/overrides RENAME macadam)

# Installs a file of packaging/linux as NAME.gz, without the time, so that equal sources give equal packages.
find_program(MACADAM_GZIP gzip)
function(macadam_install_gzipped file name destination)
  if(NOT MACADAM_GZIP)
    return()
  endif()
  set(source ${PROJECT_SOURCE_DIR}/packaging/linux/${file})
  set(packed ${PROJECT_BINARY_DIR}/packaging/${name}.gz)
  file(MAKE_DIRECTORY ${PROJECT_BINARY_DIR}/packaging)
  execute_process(COMMAND ${MACADAM_GZIP} -9nc ${source} OUTPUT_FILE ${packed} COMMAND_ERROR_IS_FATAL ANY)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${source})
  install(FILES ${packed} DESTINATION ${destination})
endfunction()
macadam_install_gzipped(changelog changelog.Debian ${CMAKE_INSTALL_DATADIR}/doc/macadam)
macadam_install_gzipped(macadam.1 macadam.1 ${CMAKE_INSTALL_MANDIR}/man1)
macadam_install_gzipped(macadam-cli.1 macadam-cli.1 ${CMAKE_INSTALL_MANDIR}/man1)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME macadam)
set(CPACK_PACKAGE_VENDOR "The Macadam authors")
set(CPACK_PACKAGE_CONTACT "The Macadam authors <noreply@example.org>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "workbench for semi-supervised road segmentation")
set(CPACK_PACKAGE_DESCRIPTION
    "Macadam trains networks that find roads in aerial images from few labels:
two teachers by cross-model supervision, a small student by knowledge
distillation. It holds the window, macadam, and the command line,
macadam-cli.")
set(CPACK_RESOURCE_FILE_LICENSE ${PROJECT_SOURCE_DIR}/LICENSE)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# LibTorch takes whatever BLAS there is, and Debian's default one is many times slower.
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS libopenblas0-pthread)
include(CPack)
