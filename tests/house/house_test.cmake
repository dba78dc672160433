# Breaks each rule of the house in a tiny tree of its own and expects the check to refuse it, and to accept the tree before.
#   cmake -DHOUSE=<CacheDeckHouse.cmake> -DSCRATCH=<folder> -DGENERATOR=<generator> -DCXX=<compiler> -P house_test.cmake
cmake_minimum_required(VERSION 3.25)

# Runs a command that must succeed (message empty) or fail with a text that matches.
function(expect what message)
  execute_process(COMMAND ${ARGN} RESULT_VARIABLE code OUTPUT_VARIABLE output ERROR_VARIABLE output)
  # CMake breaks its messages into lines where a path is long.
  string(REGEX REPLACE "[ \n]+" " " output "${output}")
  if(message STREQUAL "" AND NOT code EQUAL 0)
    message(SEND_ERROR "${what}: refused, but nothing is wrong with it:\n${output}")
  elseif(NOT message STREQUAL "" AND code EQUAL 0)
    message(SEND_ERROR "${what}: accepted")
  elseif(NOT message STREQUAL "" AND NOT output MATCHES "${message}")
    message(SEND_ERROR "${what}: refused for another reason:\n${output}")
  endif()
endfunction()

# A tree of two floors that obeys the rules, then one line more in one file.
function(includes what message file line)
  file(REMOVE_RECURSE "${SCRATCH}")
  file(WRITE "${SCRATCH}/backend/resp/parser.cpp" "#include \"backend/resp/parser.hpp\"\n#include <string>\n")
  file(WRITE "${SCRATCH}/backend/resp/parser.hpp" "#include <vector>\n// like <QString>, without Qt\n")
  file(WRITE "${SCRATCH}/widgets/chart/chart.cpp" "#include \"widgets/chart/chart.hpp\"\n#include <QChart>\n")
  file(WRITE "${SCRATCH}/ui/keys/page.cpp" "#include \"backend/resp/parser.hpp\"\n#include \"widgets/chart/chart.hpp\"\n")
  if(file)
    file(APPEND "${SCRATCH}/${file}" "${line}\n")
  endif()
  expect("${what}" "${message}" ${CMAKE_COMMAND} -DROOT=${SCRATCH} -P ${HOUSE})
endfunction()

includes("a clean tree" "" "" "")
includes("a Qt class in backend/" "House: .*resp/parser.cpp.*QString" backend/resp/parser.cpp "#include <QString>")
includes("a Qt module in a backend header" "House: .*resp/parser.hpp" backend/resp/parser.hpp "  #  include <QtCore/QObject>")
includes("a widget in backend/" "House: .*resp/parser.cpp" backend/resp/parser.cpp "#include \"widgets/chart/chart.hpp\"")
includes("a page in backend/" "House: .*resp/parser.cpp" backend/resp/parser.cpp "#include \"ui/keys/page.hpp\"")
includes("backend/ in a widget" "House: .*chart.cpp.*backend/" widgets/chart/chart.cpp "#include \"backend/resp/parser.hpp\"")
includes("a page in a widget" "House: .*chart.cpp.*ui/" widgets/chart/chart.cpp "#include \"ui/keys/page.hpp\"")

# A project of the same shape with a stand-in for Qt; `links` is what breaks it.
function(closure what message links)
  file(REMOVE_RECURSE "${SCRATCH}")
  file(WRITE "${SCRATCH}/empty.cpp" "")
  file(WRITE "${SCRATCH}/CMakeLists.txt" "
    cmake_minimum_required(VERSION 3.25)
    set(CMAKE_CXX_COMPILER_FORCED ON)
    project(House LANGUAGES CXX)
    add_library(Qt6::Core INTERFACE IMPORTED)
    add_library(helper STATIC empty.cpp)
    foreach(room resp redis)
      add_library(cachedeck_\${room} STATIC empty.cpp)
      set_property(GLOBAL APPEND PROPERTY CACHEDECK_BACKEND_TARGETS cachedeck_\${room})
    endforeach()
    target_link_libraries(cachedeck_redis PUBLIC cachedeck_resp)
    add_library(cachedeck_widgets_chart STATIC empty.cpp)
    target_link_libraries(cachedeck_widgets_chart PUBLIC Qt6::Core)
    set_property(GLOBAL APPEND PROPERTY CACHEDECK_WIDGET_TARGETS cachedeck_widgets_chart)
    ${links}
    include(\"${HOUSE}\")
    cachedeck_check_house()\n")
  expect("${what}" "${message}" ${CMAKE_COMMAND} -G ${GENERATOR} -DCMAKE_CXX_COMPILER=${CXX} -S ${SCRATCH} -B ${SCRATCH}/build)
endfunction()

closure("clean links" "" "")
closure("Qt linked privately" "House: cachedeck_redis links Qt6::Core" "target_link_libraries(cachedeck_redis PRIVATE Qt6::Core)")
closure("Qt behind a helper" "House: cachedeck_redis links Qt6::Core"
        "target_link_libraries(helper PRIVATE Qt6::Core)\ntarget_link_libraries(cachedeck_redis PRIVATE helper)")
closure("Qt in an interface" "House: cachedeck_re(sp|dis) links Qt6::Core" "target_link_libraries(cachedeck_resp INTERFACE Qt6::Core)")
closure("a widget below" "House: cachedeck_resp links cachedeck_widgets_chart"
        "target_link_libraries(cachedeck_resp PRIVATE cachedeck_widgets_chart)")
closure("backend/ in a widget" "House: cachedeck_widgets_chart links cachedeck_re"
        "target_link_libraries(cachedeck_widgets_chart PRIVATE cachedeck_redis)")
file(REMOVE_RECURSE "${SCRATCH}")
