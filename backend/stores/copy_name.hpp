#pragma once
// The name of a path's copy on a server. Private to the room.

#include <filesystem>
#include <string>
#include <string_view>

namespace cachedeck::stores {

inline constexpr std::string_view copyPrefix = "cachedeck_copy_";

// "cachedeck_copy_run_7f3a_cache_aside": the last part of `directory` and `name`, in small letters, digits and "_", at
// most `longest` bytes (PostgreSQL's NAMEDATALEN − 1 is the shortest limit of all; Cassandra's keyspaces have 48).
inline std::string copyName(const std::string& directory, const std::string& name, std::size_t longest = 63)
{
    auto text = std::filesystem::path(directory).filename().string() + "_" + name;
    for (auto& letter : text) {
        const bool isPlain = (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9');
        const bool isCapital = letter >= 'A' && letter <= 'Z';
        letter = isPlain ? letter : isCapital ? static_cast<char>(letter + ('a' - 'A')) : '_';
    }
    return (std::string(copyPrefix) + text).substr(0, longest);
}

} // namespace cachedeck::stores
