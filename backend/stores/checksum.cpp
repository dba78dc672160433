#include "backend/stores/checksum.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>

#include <array>
#include <fstream>
#include <memory>
#include <vector>

namespace cachedeck::stores {
namespace {

class Digest {
public:
    Digest() : m_context(EVP_MD_CTX_new()) { EVP_DigestInit_ex(m_context.get(), EVP_sha256(), nullptr); }
    void add(std::string_view bytes) { EVP_DigestUpdate(m_context.get(), bytes.data(), bytes.size()); }
    std::string hex()
    {
        std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
        unsigned int length = 0;
        EVP_DigestFinal_ex(m_context.get(), bytes.data(), &length);
        std::string text;
        for (unsigned int i = 0; i < length; ++i)
            text += fmt::format("{:02x}", bytes[i]);
        return text;
    }

private:
    struct Free {
        void operator()(EVP_MD_CTX* context) const noexcept { EVP_MD_CTX_free(context); }
    };
    std::unique_ptr<EVP_MD_CTX, Free> m_context;
};

} // namespace

std::string sha256(std::string_view bytes)
{
    Digest digest;
    digest.add(bytes);
    return digest.hex();
}

std::optional<std::string> sha256OfFile(const std::filesystem::path& file, const std::atomic<bool>& cancel)
{
    std::ifstream stream(file, std::ios::binary);
    if (!stream)
        return std::nullopt;
    Digest digest;
    std::vector<char> block(1u << 20u);
    while (stream && !cancel) {
        stream.read(block.data(), static_cast<std::streamsize>(block.size()));
        digest.add({block.data(), static_cast<std::size_t>(stream.gcount())});
    }
    if (cancel || stream.bad())
        return std::nullopt;
    return digest.hex();
}

} // namespace cachedeck::stores
