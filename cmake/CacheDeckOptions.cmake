# Options, compiler settings and the libraries that several rooms share.
option(CACHEDECK_GUI "Build the window (needs Qt 6)" ON)
option(CACHEDECK_TESTS "Build the tests (needs Catch2 and hiredis)" ON)
option(CACHEDECK_FUZZ "Build the fuzzers (needs clang)" OFF)
option(CACHEDECK_UNITY "Compile several sources of a room at a time: a whole build is quicker, that of one changed source slower" ON)
set(CACHEDECK_UNITY_BATCH 10 CACHE STRING "How many sources at a time")
option(CACHEDECK_WARNINGS_AS_ERRORS "Treat warnings as errors" ON)
set(CACHEDECK_SANITIZE "" CACHE STRING "Sanitizers to build with, for example address,undefined or thread")

if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
  set(CMAKE_BUILD_TYPE RelWithDebInfo CACHE STRING "" FORCE)
endif()
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")
include(GNUInstallDirs)

find_program(CACHEDECK_CCACHE ccache)
if(CACHEDECK_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  # Precompiled headers need sloppiness, or the cache never hits.
  set(CMAKE_CXX_COMPILER_LAUNCHER
      "${CMAKE_COMMAND}" -E env CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
      "${CACHEDECK_CCACHE}")
endif()

add_library(cachedeck_options INTERFACE)
target_include_directories(cachedeck_options INTERFACE "${CMAKE_SOURCE_DIR}")
if(MSVC)
  target_compile_options(cachedeck_options INTERFACE /W4 /permissive- /utf-8 $<$<BOOL:${CACHEDECK_WARNINGS_AS_ERRORS}>:/WX>)
  target_compile_definitions(cachedeck_options INTERFACE NOMINMAX WIN32_LEAN_AND_MEAN)
else()
  target_compile_options(cachedeck_options INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor
                         $<$<BOOL:${CACHEDECK_WARNINGS_AS_ERRORS}>:-Werror>)
  # g++ 12 and 13 warn falsely inside coroutine frames and inlined library code.
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    target_compile_options(cachedeck_options INTERFACE -Wno-maybe-uninitialized -Wno-restrict -Wno-array-bounds
                           -Wno-stringop-overflow -Wno-stringop-overread -Wno-dangling-pointer -Wno-dangling-reference -fpch-preprocess)
  endif()
  # Of several sources at once the compiler does not know what is a .cpp file's own: types of an anonymous
  # namespace, and names that a local one may shadow.
  if(CACHEDECK_UNITY AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    target_compile_options(cachedeck_options INTERFACE -Wno-subobject-linkage -Wno-shadow -Wshadow=local)
  endif()
  set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O2 -g1")
  set(CMAKE_CXX_FLAGS_DEBUG "-O0 -g1")
endif()
if(CACHEDECK_SANITIZE)
  add_compile_options(-fsanitize=${CACHEDECK_SANITIZE} -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${CACHEDECK_SANITIZE})
  if(CACHEDECK_SANITIZE MATCHES undefined)
    add_compile_options(-fno-sanitize-recover=undefined)
  endif()
  if(CACHEDECK_SANITIZE MATCHES thread)
    # ThreadSanitizer does not know fences. Asio's stand beside its mutexes, which it does know.
    add_compile_definitions(BOOST_ASIO_DISABLE_FENCED_BLOCK)
    add_compile_options($<$<CXX_COMPILER_ID:GNU>:-Wno-tsan>)
  endif()
endif()
if(CACHEDECK_FUZZ)
  # Not the function sanitizer: clang 14 cannot compile coroutines with it.
  add_compile_options(-fsanitize=fuzzer-no-link,address,undefined -fno-sanitize=function -fno-sanitize-recover=undefined)
  add_link_options(-fsanitize=fuzzer-no-link,address,undefined)
endif()
find_program(CACHEDECK_MOLD mold)
if(CACHEDECK_MOLD AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  add_link_options(-fuse-ld=mold)
endif()

find_package(Threads REQUIRED)
find_package(Boost 1.81 REQUIRED COMPONENTS json program_options url)
find_package(OpenSSL 3 REQUIRED)
find_package(fmt REQUIRED)
find_package(SQLite3 REQUIRED)
find_package(PostgreSQL REQUIRED)
if(CACHEDECK_GUI)
  find_package(Qt6 6.4 REQUIRED COMPONENTS Core Gui Widgets Charts Svg Test LinguistTools)
endif()
