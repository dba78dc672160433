#pragma once
// A URL in a file: it may hold a password, so nobody but its owner may be able to read the file. Threads: any; blocks.

#include "backend/redis/error.hpp"

#include <string>

namespace cachedeck::redis {

// The file's first line. BadUrl: there is no such file, others can read it, or it is empty; the message names it.
// On Windows, where a file has no such bits, nobody is asked who else can read it.
Result<std::string> urlInPrivateFile(const std::string& file);

} // namespace cachedeck::redis
