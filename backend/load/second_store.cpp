#include "backend/load/second_store.hpp"

#include <type_traits>
#include <utility>

namespace cachedeck::load {
namespace {

// A second in the file: this, and the texts of its two histograms. No other program reads it.
struct Head {
    int second = 0;
    Counts counts;
    Quantiles service, response;
    std::uint64_t storeInFlight = 0;
    std::size_t serviceBytes = 0, responseBytes = 0;
};
static_assert(std::is_trivially_copyable_v<Head>);

bool put(std::FILE* file, const void* bytes, std::size_t size)
{
    return size == 0 || std::fwrite(bytes, size, 1, file) == 1;
}

bool take(std::FILE* file, void* bytes, std::size_t size)
{
    return size == 0 || std::fread(bytes, size, 1, file) == 1;
}

bool take(std::FILE* file, std::string& text, std::size_t size)
{
    text.resize(size);
    return take(file, text.data(), size);
}

} // namespace

void SecondStore::add(Second second)
{
    m_newest.push_back(std::move(second));
    if (m_newest.size() <= m_most)
        return;
    if (!write(m_newest.front()))
        m_others.push_back(std::move(m_newest.front()));
    m_newest.pop_front();
}

bool SecondStore::write(const Second& second)
{
    if (!m_file && !m_fileFailed) {
        m_file.reset(m_open());
        if (m_file)
            std::setvbuf(m_file.get(), nullptr, _IONBF, 0); // a full disk shows before the second is given away
    }
    const Head head{second.second,
                    second.counts,
                    second.service,
                    second.response,
                    second.storeInFlight,
                    second.serviceLog.size(),
                    second.responseLog.size()};
    auto* file = m_file.get();
    m_fileFailed = m_fileFailed || file == nullptr || !put(file, &head, sizeof head) ||
                   !put(file, second.serviceLog.data(), head.serviceBytes) ||
                   !put(file, second.responseLog.data(), head.responseBytes);
    m_written += m_fileFailed ? 0 : 1;
    return !m_fileFailed;
}

std::vector<Second> SecondStore::all() const
{
    std::vector<Second> seconds;
    seconds.reserve(m_written + m_others.size() + m_newest.size());
    auto* file = m_file.get();
    if (file != nullptr)
        std::rewind(file);
    for (std::size_t i = 0; i < m_written; ++i) {
        Head head;
        Second second;
        if (!take(file, &head, sizeof head) || !take(file, second.serviceLog, head.serviceBytes) ||
            !take(file, second.responseLog, head.responseBytes))
            break;
        second.second = head.second;
        second.counts = head.counts;
        second.service = head.service;
        second.response = head.response;
        second.storeInFlight = head.storeInFlight;
        seconds.push_back(std::move(second));
    }
    if (file != nullptr)
        std::fseek(file, 0, SEEK_END); // what comes is appended
    seconds.insert(seconds.end(), m_others.begin(), m_others.end());
    seconds.insert(seconds.end(), m_newest.begin(), m_newest.end());
    return seconds;
}

} // namespace cachedeck::load
