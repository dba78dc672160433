#include "backend/strategies/zstd.hpp"

#include <zstd.h>

namespace cachedeck::strategies {

void Zstd::Free::operator()(ZSTD_CCtx_s* context) const noexcept
{
    ZSTD_freeCCtx(context);
}

void Zstd::Free::operator()(ZSTD_DCtx_s* context) const noexcept
{
    ZSTD_freeDCtx(context);
}

Zstd::Zstd() = default;
Zstd::~Zstd() = default;
Zstd::Zstd(Zstd&&) noexcept = default;
Zstd& Zstd::operator=(Zstd&&) noexcept = default;

bool Zstd::compress(std::string_view text, std::string& frame)
{
    if (!m_compress)
        m_compress.reset(ZSTD_createCCtx());
    if (!m_compress || text.size() > largest)
        return false;
    frame.resize(ZSTD_compressBound(text.size()));
    const auto size = ZSTD_compressCCtx(m_compress.get(), frame.data(), frame.size(), text.data(), text.size(), level);
    if (ZSTD_isError(size) != 0)
        return false;
    frame.resize(size);
    return true;
}

bool Zstd::decompress(std::string_view frame, std::string& text)
{
    const auto size = ZSTD_getFrameContentSize(frame.data(), frame.size());
    if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN || size > largest)
        return false;
    if (!m_decompress)
        m_decompress.reset(ZSTD_createDCtx());
    if (!m_decompress)
        return false;
    text.resize(static_cast<std::size_t>(size));
    const auto unpacked = ZSTD_decompressDCtx(m_decompress.get(), text.data(), text.size(), frame.data(), frame.size());
    return ZSTD_isError(unpacked) == 0 && unpacked == text.size();
}

} // namespace cachedeck::strategies
