#pragma once
// What a stack leaves behind when its application and the machine's own clean-up both failed. Every stack's directory
// holds a lock file, locked (flock) while its owner lives, and a list of its processes with their start times.
//
// A process is only ever taken for ours when its pid, its start time and its working directory match the list, all
// three.
//
// Threads: any; both block for some ms, so not on the GUI thread.

#include "backend/servers/error.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace cachedeck::servers {

struct Leftover {
    std::string directory;
    std::vector<std::int64_t> pids; // processes of it that still run, verified as above; usually none
};

// Where stacks have their directories: $XDG_RUNTIME_DIR/cachedeck, or <temporary folder>/cachedeck-<user id>. Made with
// mode 0700 where missing; an Error when it belongs to someone else or is open to others.
Result<std::string> runDirectory();

// Directories in `parent` (empty: runDirectory()) whose owner is dead.
std::vector<Leftover> findLeftovers(const std::string& parent = {});
// Ends their processes and removes the directories. The number of directories removed.
std::size_t cleanLeftovers(const std::string& parent = {});

} // namespace cachedeck::servers
