#pragma once
// Answers, compressed with zstd (RFC 8878), one frame each with its size in it. What comes back is bounded, whatever
// the bytes: a frame that does not say its size, or says more than `largest`, is not unpacked.
//
// Threads: an object belongs to one thread. Its contexts are made when first needed, and reused.

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

struct ZSTD_CCtx_s;
struct ZSTD_DCtx_s;

namespace cachedeck::strategies {

class Zstd {
public:
    static constexpr std::size_t largest = 64u << 20;
    static constexpr int level = 3; // the library's own default

    Zstd();
    ~Zstd();
    Zstd(Zstd&&) noexcept;
    Zstd& operator=(Zstd&&) noexcept;

    bool compress(std::string_view text, std::string& frame);
    bool decompress(std::string_view frame, std::string& text);

private:
    struct Free {
        void operator()(ZSTD_CCtx_s* context) const noexcept;
        void operator()(ZSTD_DCtx_s* context) const noexcept;
    };
    std::unique_ptr<ZSTD_CCtx_s, Free> m_compress;
    std::unique_ptr<ZSTD_DCtx_s, Free> m_decompress;
};

} // namespace cachedeck::strategies
