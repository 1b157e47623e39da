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
install(FILES ${PROJECT_SOURCE_DIR}/LICENSE DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/macadam RENAME copyright)
install(FILES ${PROJECT_SOURCE_DIR}/README.md DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/macadam)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME macadam)
set(CPACK_PACKAGE_VENDOR "The Macadam authors")
set(CPACK_PACKAGE_CONTACT "The Macadam authors")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "${PROJECT_DESCRIPTION}")
set(CPACK_PACKAGE_DESCRIPTION
    "Macadam trains networks that find roads in aerial images from few labels: two teachers by cross-model supervision,
a small student by knowledge distillation. It holds the window, macadam, and the command line, macadam-cli.")
set(CPACK_RESOURCE_FILE_LICENSE ${PROJECT_SOURCE_DIR}/LICENSE)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# LibTorch takes whatever BLAS there is, and Debian's default one is many times slower.
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS libopenblas0-pthread)
include(CPack)
