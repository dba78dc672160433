// Any text as an address: it is parsed or refused, and what is shown never holds the password.
#include "backend/redis/endpoint.hpp"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto url = cachedeck::redis::parseUrl(text);
    if (!url)
        return 0;
    const auto again = cachedeck::redis::parseUrl(url->withoutPassword());
    if (!again || again->addresses != url->addresses || again->database != url->database || again->hasPassword)
        std::abort();
    return 0;
}
