# The Debian package (script/package). What a plain `cmake --install` does not put anywhere is the component `debian`.
set(TIAOJIE_MAINTAINER "tiaojie <root@localhost>" CACHE STRING "Who looks after the package: name <address>")
set(debian ${CMAKE_CURRENT_LIST_DIR})
set(pages ${PROJECT_BINARY_DIR}/pages)
set(doc ${CMAKE_INSTALL_DATADIR}/doc/tiaojie)

# Pages that the program writes itself, and the licences of what is linked into it.
configure_file(${debian}/pages.cmake.in ${pages}/pages.cmake @ONLY)
install(CODE "set(TIAOJIE \"$<TARGET_FILE:tiaojie>\")" COMPONENT debian EXCLUDE_FROM_ALL)
install(SCRIPT ${pages}/pages.cmake COMPONENT debian EXCLUDE_FROM_ALL)

function(tiaojie_debian)
  install(${ARGN} COMPONENT debian EXCLUDE_FROM_ALL)
endfunction()

tiaojie_debian(FILES ${pages}/tiaojie.1.gz DESTINATION ${CMAKE_INSTALL_DATADIR}/man/man1)
tiaojie_debian(FILES ${pages}/tiaojie.bash DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME tiaojie)
tiaojie_debian(FILES ${pages}/tiaojie.zsh DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions RENAME _tiaojie)
tiaojie_debian(FILES ${pages}/copyright ${pages}/changelog.gz README.md README.zh-CN.md DESTINATION ${doc})
tiaojie_debian(DIRECTORY docs DESTINATION ${doc})
tiaojie_debian(FILES ${debian}/tiaojie.service DESTINATION /lib/systemd/system)
tiaojie_debian(FILES ${debian}/tiaojie.env DESTINATION /etc/tiaojie)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME tiaojie)
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_PACKAGE_CONTACT ${TIAOJIE_MAINTAINER})
set(CPACK_INSTALL_CMAKE_PROJECTS "${PROJECT_BINARY_DIR};tiaojie;Unspecified;/" "${PROJECT_BINARY_DIR};tiaojie;debian;/")
set(CPACK_SET_DESTDIR ON)  # /etc and /lib are outside the prefix
set(CPACK_INSTALL_PREFIX /usr)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE
    WORLD_READ WORLD_EXECUTE)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION misc)
set(CPACK_DEBIAN_PACKAGE_DEPENDS adduser)
# To know the receivers of outgoing messages; a Chinese font for PDF.
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "ca-certificates, fonts-noto-cjk")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "nginx | caddy")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION "case register of a people's mediation office (人民调解案件管理)
 Cases of people's mediation in a Chinese town or district, from the entry of a dispute to the paragraph in the year's
 report: deadlines with their arithmetic, clearing campaigns, statistics for any day, an append-only journal chained by
 hash, encrypted personal data. A command line and a server over one SQLite file.")
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA ${debian}/conffiles ${debian}/preinst ${debian}/postinst ${debian}/prerm
    ${debian}/postrm)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
find_program(DPKG_SHLIBDEPS dpkg-shlibdeps)
find_program(FILE_TYPE file)  # by which CPack tells programs from other files
mark_as_advanced(DPKG_SHLIBDEPS FILE_TYPE)
if(DPKG_SHLIBDEPS AND FILE_TYPE)
  set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
endif()
set(CMAKE_SKIP_INSTALL_ALL_DEPENDENCY ON)  # only what the caller has built; not the tests and benchmarks
include(CPack)
