#pragma once
// Copies a file the fastest way the file system knows: shared blocks (reflink), then in the kernel, then plainly.
// Private to the room.

#include <filesystem>
#include <system_error>

namespace cachedeck::stores {

// Replaces `to`. After an error `to` may hold a part.
std::error_code copyFile(const std::filesystem::path& from, const std::filesystem::path& to);

} // namespace cachedeck::stores
