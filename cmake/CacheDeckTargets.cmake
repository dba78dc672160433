# How a room becomes a target. One CMake target per folder; its links are its permissions.

# Headers that many rooms include are compiled once and shared: Qt's alone take nine seconds.
# cachedeck_precompiled(<target> <kind> <link>... HEADERS <header>...) makes the library cachedeck_precompiled_<kind> when it is
# first asked for, and lets <target> use its headers.
function(cachedeck_precompiled target kind)
  cmake_parse_arguments(arg "" "" "HEADERS" ${ARGN})
  set(holder cachedeck_precompiled_${kind})
  if(NOT TARGET ${holder})
    file(CONFIGURE OUTPUT "${CMAKE_BINARY_DIR}/${holder}.cpp" CONTENT "// Only its precompiled headers matter.\n")
    add_library(${holder} OBJECT "${CMAKE_BINARY_DIR}/${holder}.cpp")
    target_link_libraries(${holder} PRIVATE cachedeck_options ${arg_UNPARSED_ARGUMENTS})
    target_precompile_headers(${holder} PRIVATE ${arg_HEADERS})
  endif()
  target_precompile_headers(${target} REUSE_FROM ${holder})
endfunction()

# Where several sources are compiled at a time, these are by themselves: those with a name, or a using-directive, that
# another source of theirs could not bear.
function(cachedeck_alone)
  set_source_files_properties(${ARGN} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
endfunction()

# cachedeck_backend(<folder> SOURCES <file>... [LINKS <target>...] [PRIVATE_LINKS <target>...] [ALONE <file>...] [ASIO])
# Makes the library cachedeck_<folder>. ASIO precompiles Boost.Asio, which only .cpp files may include.
function(cachedeck_backend name)
  cmake_parse_arguments(arg "ASIO" "" "SOURCES;LINKS;PRIVATE_LINKS;ALONE" ${ARGN})
  add_library(cachedeck_${name} STATIC ${arg_SOURCES})
  set_target_properties(cachedeck_${name} PROPERTIES UNITY_BUILD ${CACHEDECK_UNITY} UNITY_BUILD_BATCH_SIZE ${CACHEDECK_UNITY_BATCH})
  if(arg_ALONE)
    cachedeck_alone(${arg_ALONE})
  endif()
  target_link_libraries(cachedeck_${name} PUBLIC cachedeck_options Boost::headers fmt::fmt Threads::Threads ${arg_LINKS}
                        PRIVATE ${arg_PRIVATE_LINKS})
  set_property(GLOBAL APPEND PROPERTY CACHEDECK_BACKEND_TARGETS cachedeck_${name})
  if(arg_ASIO)
    cachedeck_precompiled(cachedeck_${name} asio Boost::headers fmt::fmt Threads::Threads OpenSSL::SSL
                          HEADERS "${CMAKE_SOURCE_DIR}/backend/runtime/asio_precompiled.hpp")
  else()
    cachedeck_precompiled(cachedeck_${name} std Boost::headers fmt::fmt Threads::Threads
                          HEADERS <string> <vector> <string_view> <functional> <memory> <chrono> <boost/system/result.hpp> <fmt/format.h>)
  endif()
endfunction()

if(CACHEDECK_GUI)
  add_library(cachedeck_qt_options INTERFACE)
  target_compile_definitions(cachedeck_qt_options INTERFACE QT_NO_KEYWORDS QT_NO_CAST_FROM_BYTEARRAY QT_NO_CAST_TO_ASCII
                             QT_NO_URL_CAST_FROM_STRING QT_USE_QSTRINGBUILDER QT_NO_FOREACH)
  target_link_libraries(cachedeck_qt_options INTERFACE cachedeck_options Qt6::Widgets Qt6::Charts Qt6::Svg)
endif()

# cachedeck_widgets(<folder> SOURCES <file>... [LINKS ...] [ALONE <file>...])   the library cachedeck_widgets_<folder>; Qt only
# cachedeck_ui(<folder> SOURCES <file>... [LINKS ...] [ALONE <file>...])        the library cachedeck_ui_<folder>
function(cachedeck_qt_library target)
  cmake_parse_arguments(arg "" "" "SOURCES;LINKS;ALONE" ${ARGN})
  add_library(${target} STATIC ${arg_SOURCES})
  set_target_properties(${target} PROPERTIES AUTOMOC ON UNITY_BUILD ${CACHEDECK_UNITY} UNITY_BUILD_BATCH_SIZE ${CACHEDECK_UNITY_BATCH})
  if(arg_ALONE)
    cachedeck_alone(${arg_ALONE})
  endif()
  target_link_libraries(${target} PUBLIC ${arg_LINKS})
  target_link_libraries(${target} PUBLIC cachedeck_qt_options)
  cachedeck_precompiled(${target} qt cachedeck_qt_options HEADERS <QtWidgets>)
endfunction()
function(cachedeck_widgets name)
  cachedeck_qt_library(cachedeck_widgets_${name} ${ARGN})
  set_property(GLOBAL APPEND PROPERTY CACHEDECK_WIDGET_TARGETS cachedeck_widgets_${name})
endfunction()
function(cachedeck_ui name)
  cachedeck_qt_library(cachedeck_ui_${name} ${ARGN})
endfunction()

# cachedeck_test(<name> SOURCES <file>... LINKS <target>... [LABELS <label>...] [GUI] [TIMEOUT <seconds>] [ALONE <file>...])
# One Catch2 executable test_<name>, run by ctest as <name>. GUI tests run offscreen. ALONE as above.
function(cachedeck_test name)
  cmake_parse_arguments(arg "GUI" "TIMEOUT" "SOURCES;LINKS;LABELS;ALONE" ${ARGN})
  add_executable(test_${name} ${arg_SOURCES})
  if(arg_ALONE)
    cachedeck_alone(${arg_ALONE})
  endif()
  set_target_properties(test_${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/tests"
                        UNITY_BUILD ${CACHEDECK_UNITY} UNITY_BUILD_BATCH_SIZE ${CACHEDECK_UNITY_BATCH})
  if(arg_GUI)
    set_target_properties(test_${name} PROPERTIES AUTOMOC ON)
    target_link_libraries(test_${name} PRIVATE ${arg_LINKS} cachedeck_test_support_qt)
    cachedeck_precompiled(test_${name} test_qt cachedeck_test_options cachedeck_qt_options Qt6::Test
                          HEADERS "${CMAKE_SOURCE_DIR}/tests/support/catch.hpp" <QtWidgets> <QtTest>)
  else()
    target_link_libraries(test_${name} PRIVATE ${arg_LINKS} cachedeck_test_support)
    cachedeck_precompiled(test_${name} test cachedeck_test_options HEADERS "${CMAKE_SOURCE_DIR}/tests/support/catch.hpp")
  endif()
  add_test(NAME ${name} COMMAND test_${name})
  if(NOT arg_TIMEOUT)
    set(arg_TIMEOUT 180)
  endif()
  # What may take long begins early, also where no earlier run says how long each took.
  set_tests_properties(${name} PROPERTIES TIMEOUT ${arg_TIMEOUT} COST ${arg_TIMEOUT} LABELS "${arg_LABELS}")
  if(arg_GUI)
    set_tests_properties(${name} PROPERTIES ENVIRONMENT "QT_QPA_PLATFORM=offscreen;QT_SCALE_FACTOR=1;LC_ALL=C.UTF-8")
  endif()
endfunction()
