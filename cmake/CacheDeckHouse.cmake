# The two checks that keep the house a house. Both fail the configure step, and so the build.
#   1. No Qt below widgets/ and ui/: neither in the link closure of a backend target nor in an include.
#   2. No backend/ in widgets/: neither in an include nor in the link closure.

function(cachedeck_link_closure target out)
  set(open ${target})
  set(closed "")
  while(open)
    list(POP_FRONT open next)
    if(next IN_LIST closed)
      continue()
    endif()
    list(APPEND closed ${next})
    if(TARGET ${next})
      get_target_property(real ${next} ALIASED_TARGET)
      if(real)
        list(APPEND open ${real})
      endif()
      foreach(property LINK_LIBRARIES INTERFACE_LINK_LIBRARIES)
        get_target_property(libraries ${next} ${property})
        if(libraries)
          foreach(library ${libraries})
            string(REGEX REPLACE "^\\$<LINK_ONLY:(.*)>$" "\\1" library "${library}")
            list(APPEND open ${library})
          endforeach()
        endif()
      endforeach()
    endif()
  endwhile()
  set(${out} ${closed} PARENT_SCOPE)
endfunction()

function(cachedeck_check_links property pattern rule)
  get_property(targets GLOBAL PROPERTY ${property})
  foreach(target ${targets})
    cachedeck_link_closure(${target} closure)
    foreach(library ${closure})
      if(library MATCHES "${pattern}")
        message(FATAL_ERROR "House: ${target} links ${library}. ${rule}")
      endif()
    endforeach()
  endforeach()
endfunction()

function(cachedeck_check_includes folder pattern rule)
  file(GLOB_RECURSE files CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/${folder}/*.hpp" "${CMAKE_SOURCE_DIR}/${folder}/*.cpp")
  foreach(file ${files})
    # An include added later must be seen too: a changed file configures again, which is cheap.
    file(STRINGS "${file}" lines REGEX "^[ \t]*#[ \t]*include[ \t]*${pattern}")
    if(lines)
      list(GET lines 0 line)
      message(FATAL_ERROR "House: ${file}: ${line}\n${rule}")
    endif()
  endforeach()
endfunction()

function(cachedeck_check_house_includes)
  cachedeck_check_includes(backend "[<\"](Q[A-Za-z]|Qt|ui/|widgets/)" "backend/ knows neither Qt nor the floors above it.")
  cachedeck_check_includes(widgets "[<\"](backend/|ui/)" "widgets/ are domain-blind: they may not include backend/ or ui/.")
endfunction()

if(CMAKE_SCRIPT_MODE_FILE)
  cachedeck_check_house_includes()
  return()
endif()

function(cachedeck_check_house)
  cachedeck_check_links(CACHEDECK_BACKEND_TARGETS "^(Qt[0-9]*::|Qt[0-9]|cachedeck_ui|cachedeck_widgets)"
                        "No Qt and no upper floor in the link closure of backend/.")
  cachedeck_check_links(CACHEDECK_WIDGET_TARGETS "^cachedeck_(ui|resp|runtime|redis|keyspace|sentinel|stores|workload|strategies|latency|load|servers|report|cli)"
                        "widgets/ link Qt only.")
  cachedeck_check_house_includes()
  # At every build too, so that an include added after configuring fails the build at once.
  add_custom_target(cachedeck_house ALL
    COMMAND ${CMAKE_COMMAND} -DCMAKE_SOURCE_DIR=${CMAKE_SOURCE_DIR} -P "${CMAKE_SOURCE_DIR}/cmake/CacheDeckHouse.cmake"
    COMMENT "Checking the house's floors" VERBATIM)
endfunction()
