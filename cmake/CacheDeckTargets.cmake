# How a room becomes a target. One CMake target per folder; its links are its permissions.

# cachedeck_backend(<folder> SOURCES <file>... [LINKS <target>...] [PRIVATE_LINKS <target>...] [ASIO])
# Makes the library cachedeck_<folder>. ASIO precompiles Boost.Asio, which only .cpp files may include.
function(cachedeck_backend name)
  cmake_parse_arguments(arg "ASIO" "" "SOURCES;LINKS;PRIVATE_LINKS" ${ARGN})
  add_library(cachedeck_${name} STATIC ${arg_SOURCES})
  target_link_libraries(cachedeck_${name} PUBLIC cachedeck_options Boost::headers fmt::fmt Threads::Threads ${arg_LINKS}
                        PRIVATE ${arg_PRIVATE_LINKS})
  set_property(GLOBAL APPEND PROPERTY CACHEDECK_BACKEND_TARGETS cachedeck_${name})
  if(arg_ASIO)
    target_precompile_headers(cachedeck_${name} PRIVATE
      "$<$<COMPILE_LANGUAGE:CXX>:${CMAKE_SOURCE_DIR}/backend/runtime/asio_precompiled.hpp>")
  else()
    target_precompile_headers(cachedeck_${name} PRIVATE <string> <vector> <string_view> <functional> <memory> <chrono>
                              <boost/system/result.hpp> <fmt/format.h>)
  endif()
endfunction()

# cachedeck_widgets(<folder> SOURCES <file>... [LINKS ...])   the library cachedeck_widgets_<folder>; Qt only
# cachedeck_ui(<folder> SOURCES <file>... [LINKS ...])        the library cachedeck_ui_<folder>
function(cachedeck_qt_library target)
  cmake_parse_arguments(arg "" "" "SOURCES;LINKS" ${ARGN})
  add_library(${target} STATIC ${arg_SOURCES})
  set_target_properties(${target} PROPERTIES AUTOMOC ON)
  target_link_libraries(${target} PUBLIC cachedeck_options Qt6::Widgets Qt6::Charts Qt6::Svg ${arg_LINKS})
  target_compile_definitions(${target} PUBLIC QT_NO_KEYWORDS QT_NO_CAST_FROM_BYTEARRAY QT_NO_CAST_TO_ASCII
                             QT_NO_URL_CAST_FROM_STRING QT_USE_QSTRINGBUILDER QT_NO_FOREACH)
  target_precompile_headers(${target} PRIVATE <QtWidgets>)
endfunction()
function(cachedeck_widgets name)
  cachedeck_qt_library(cachedeck_widgets_${name} ${ARGN})
  set_property(GLOBAL APPEND PROPERTY CACHEDECK_WIDGET_TARGETS cachedeck_widgets_${name})
endfunction()
function(cachedeck_ui name)
  cachedeck_qt_library(cachedeck_ui_${name} ${ARGN})
endfunction()

# cachedeck_test(<name> SOURCES <file>... LINKS <target>... [LABELS <label>...] [GUI] [TIMEOUT <seconds>])
# One Catch2 executable test_<name>, run by ctest as <name>. GUI tests run offscreen.
function(cachedeck_test name)
  cmake_parse_arguments(arg "GUI" "TIMEOUT" "SOURCES;LINKS;LABELS" ${ARGN})
  add_executable(test_${name} ${arg_SOURCES})
  set_target_properties(test_${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/tests")
  if(arg_GUI)
    set_target_properties(test_${name} PROPERTIES AUTOMOC ON)
    target_link_libraries(test_${name} PRIVATE ${arg_LINKS} cachedeck_test_support_qt)
    target_precompile_headers(test_${name} REUSE_FROM cachedeck_test_support_qt)
  else()
    target_link_libraries(test_${name} PRIVATE ${arg_LINKS} cachedeck_test_support)
    target_precompile_headers(test_${name} REUSE_FROM cachedeck_test_support)
  endif()
  add_test(NAME ${name} COMMAND test_${name})
  if(NOT arg_TIMEOUT)
    set(arg_TIMEOUT 180)
  endif()
  set_tests_properties(${name} PROPERTIES TIMEOUT ${arg_TIMEOUT} LABELS "${arg_LABELS}")
  if(arg_GUI)
    set_tests_properties(${name} PROPERTIES ENVIRONMENT "QT_QPA_PLATFORM=offscreen;QT_SCALE_FACTOR=1;LC_ALL=C.UTF-8")
  endif()
endfunction()
