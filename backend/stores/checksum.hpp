#pragma once
// SHA-256 of a file, in the words of sha256sum. Private to the room.

#include <atomic>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace cachedeck::stores {

std::string sha256(std::string_view bytes); // lower-case hexadecimal
// Empty when the file cannot be read, or `cancel` was set meanwhile.
std::optional<std::string> sha256OfFile(const std::filesystem::path& file, const std::atomic<bool>& cancel);

} // namespace cachedeck::stores
