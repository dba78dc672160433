#pragma once
// Base64 (RFC 4648, 4), in which bytes stand in canonical JSON. Private to this room.

#include <string>
#include <string_view>

namespace cachedeck::strategies {

void appendBase64(std::string_view bytes, std::string& out);
// False when the text is not that; `bytes` is of no use then.
bool decodeBase64(std::string_view text, std::string& bytes);

} // namespace cachedeck::strategies
