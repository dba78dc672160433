#pragma once
// The URL of a server: scheme://user@host:port/path?option=value. Private to the room.

#include "backend/stores/store.hpp"

#include <utility>

namespace cachedeck::stores {

struct StoreUrl {
    std::string scheme, user, host, path; // path without its first slash
    std::uint16_t port = 0;               // 0: none
    std::vector<std::pair<std::string, std::string>> options;
    std::string shown; // as given; it holds no password
};

// Refuses what is no URL, and one with a password: `variable` is the environment's that holds it.
Result<StoreUrl> parseStoreUrl(std::string_view url, std::string_view variable);
// The password that was given, else the environment's; empty: none.
std::string passwordOr(const runtime::Secret& given, const char* variable);

} // namespace cachedeck::stores
