#include "backend/strategies/base64.hpp"

#include <openssl/evp.h>

#include <algorithm>

namespace cachedeck::strategies {
namespace {

// The library counts in int: longer texts go in parts, of whole groups of three bytes and four letters.
constexpr std::size_t groupsOfPart = 1u << 20u;

const unsigned char* raw(std::string_view text)
{
    return reinterpret_cast<const unsigned char*>(text.data());
}

} // namespace

void appendBase64(std::string_view bytes, std::string& out)
{
    while (!bytes.empty()) {
        const auto part = bytes.substr(0, 3 * groupsOfPart);
        const auto before = out.size();
        out.resize(before + 4 * ((part.size() + 2) / 3) + 1); // a zero byte is written behind it
        EVP_EncodeBlock(reinterpret_cast<unsigned char*>(out.data() + before), raw(part),
                        static_cast<int>(part.size()));
        out.pop_back();
        bytes.remove_prefix(part.size());
    }
}

bool decodeBase64(std::string_view text, std::string& bytes)
{
    bytes.clear();
    const auto end = text.find('=');
    const auto padding = end == text.npos ? 0 : text.size() - end;
    if (text.size() % 4 != 0 || padding > 2 || (padding == 2 && text.back() != '='))
        return false;
    while (!text.empty()) {
        const auto part = text.substr(0, 4 * groupsOfPart);
        const auto before = bytes.size();
        const auto size = part.size() / 4 * 3;
        bytes.resize(before + size);
        const int decoded = EVP_DecodeBlock(reinterpret_cast<unsigned char*>(bytes.data() + before), raw(part),
                                            static_cast<int>(part.size()));
        if (decoded != static_cast<int>(size)) // white space around it would be passed over
            return false;
        text.remove_prefix(part.size());
    }
    bytes.resize(bytes.size() - padding);
    return true;
}

} // namespace cachedeck::strategies
