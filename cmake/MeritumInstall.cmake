# What is installed: the library, the public headers, meritumConfig.cmake and meritum.pc.
include(CMakePackageConfigHelpers)

set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/meritum)
install(TARGETS meritum EXPORT meritumTargets
  ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR}
  RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(DIRECTORY ${PROJECT_SOURCE_DIR}/include/meritum DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} FILES_MATCHING PATTERN "*.hpp")
install(EXPORT meritumTargets NAMESPACE meritum:: DESTINATION ${package_dir})

configure_package_config_file(${PROJECT_SOURCE_DIR}/cmake/meritumConfig.cmake.in ${PROJECT_BINARY_DIR}/meritumConfig.cmake
  INSTALL_DESTINATION ${package_dir} NO_SET_AND_CHECK_MACRO NO_CHECK_REQUIRED_COMPONENTS_MACRO)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/meritumConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/meritumConfig.cmake ${PROJECT_BINARY_DIR}/meritumConfigVersion.cmake
  ${PROJECT_SOURCE_DIR}/cmake/MeritumSuite.cmake
  DESTINATION ${package_dir})

# pkg-config: a static library brings its packages along (`pkg-config --static`), a shared one hides them.
if(BUILD_SHARED_LIBS)
  set(MERITUM_PC_PRIVATE "")
  set(MERITUM_PC_CFLAGS "")
else()
  set(MERITUM_PC_PRIVATE "yaml-cpp fmt libutf8proc libsodium libhwy")
  set(MERITUM_PC_CFLAGS " -DMERITUM_STATIC")
endif()
file(RELATIVE_PATH MERITUM_PC_PREFIX /top/${CMAKE_INSTALL_LIBDIR}/pkgconfig /top)
configure_file(${PROJECT_SOURCE_DIR}/cmake/meritum.pc.in ${PROJECT_BINARY_DIR}/meritum.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/meritum.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
