#include "backend/latency/recorder.hpp"

#include <algorithm>

namespace cachedeck::latency {

Recorder::~Recorder()
{
    auto* chunks = m_chunks.load(std::memory_order_relaxed);
    if (!chunks)
        return;
    for (auto& chunk : *chunks)
        delete chunk.load(std::memory_order_relaxed);
    delete chunks;
}

Recorder::Chunk* Recorder::makeChunk(std::size_t chunk) noexcept
{
    auto* chunks = m_chunks.load(std::memory_order_relaxed);
    if (!chunks) {
        chunks = new Chunks{};
        m_chunks.store(chunks, std::memory_order_release);
    }
    auto* made = new Chunk{};
    (*chunks)[chunk].store(made, std::memory_order_release);
    return made;
}

std::size_t Recorder::chunks() const noexcept
{
    const auto* chunks = m_chunks.load(std::memory_order_acquire);
    return chunks ? static_cast<std::size_t>(std::count_if(
                        chunks->begin(), chunks->end(),
                        [](const auto& chunk) { return chunk.load(std::memory_order_acquire) != nullptr; }))
                  : 0;
}

void Recorder::drainInto(Histogram& interval)
{
    const auto written = m_written.load(std::memory_order_acquire);
    auto read = m_read.load(std::memory_order_relaxed);
    for (; read != written; ++read)
        interval.recordIndex(m_ring[read % ringSize].load(std::memory_order_relaxed), 1);
    m_read.store(read, std::memory_order_release);
    auto* chunks = m_chunks.load(std::memory_order_acquire);
    if (!chunks)
        return;
    for (std::size_t number = 0; number < chunks->size(); ++number) {
        auto* chunk = (*chunks)[number].load(std::memory_order_acquire);
        if (!chunk)
            continue;
        for (std::size_t place = 0; place < chunkSize; ++place) {
            const auto count = chunk->counts[place].load(std::memory_order_relaxed);
            if (const auto come = count - chunk->taken[place]) {
                interval.recordIndex(number * chunkSize + place, come);
                chunk->taken[place] = count;
            }
        }
    }
}

} // namespace cachedeck::latency
