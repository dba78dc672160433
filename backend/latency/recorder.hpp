#pragma once
// Counts latencies in the hot path, for a reader that merges them into histograms.
//
// Threads: one writer, and any number of readers that take turns.

#include "backend/latency/histogram.hpp"

#include <array>
#include <atomic>
#include <cstdint>

namespace cachedeck::latency {

// Written by one thread, read by another; recording takes no lock. The reader takes what has come since it last looked;
// nothing is lost and nothing is counted twice, as long as it looks before a bucket has grown by 2^32.
//
// What comes between two looks goes into a ring of 256 values (single producer, single consumer). What the ring has no
// room for goes into counters with one writer, in chunks of 128 (an eighth of an octave), made when a value first falls
// into one. So where few operations come, memory is the ring's from the first one on, however rare the latencies that a
// long run still shows; where many come, it goes with the latencies that there are, and a request allocates nothing
// once its chunk is there.
class Recorder {
public:
    Recorder() = default;
    ~Recorder();
    Recorder(const Recorder&) = delete;
    Recorder& operator=(const Recorder&) = delete;

    void record(Nanoseconds value, std::uint32_t times = 1) noexcept // the writer
    {
        const auto index = Layout::indexOf(value.count());
        const auto written = m_written.load(std::memory_order_relaxed);
        if (times == 1 && written - m_read.load(std::memory_order_acquire) < ringSize) {
            m_ring[written % ringSize].store(static_cast<std::uint16_t>(index), std::memory_order_relaxed);
            m_written.store(written + 1, std::memory_order_release);
            return;
        }
        const auto* chunks = m_chunks.load(std::memory_order_relaxed);
        auto* chunk = chunks ? (*chunks)[index / chunkSize].load(std::memory_order_relaxed) : nullptr;
        if (!chunk) [[unlikely]]
            chunk = makeChunk(index / chunkSize);
        auto& counter = chunk->counts[index % chunkSize];
        counter.store(counter.load(std::memory_order_relaxed) + times, std::memory_order_relaxed);
    }
    void drainInto(Histogram& interval); // the reader: adds all since the last call
    std::size_t chunks() const noexcept; // made so far; the reader's, too

private:
    static constexpr std::size_t ringSize = 256;
    static constexpr std::size_t chunkSize = 128;
    static constexpr std::size_t mostChunks = Layout::counts / chunkSize;
    static_assert(Layout::counts <= 1 << 16, "an index fits into 16 bits");
    struct Chunk {
        std::atomic<std::uint32_t> counts[chunkSize];
        std::uint32_t taken[chunkSize]; // the reader's
    };
    using Chunks = std::array<std::atomic<Chunk*>, mostChunks>;
    Chunk* makeChunk(std::size_t chunk) noexcept;

    std::atomic<std::uint32_t> m_written{0}, m_read{0}; // values, modulo 2^32
    std::array<std::atomic<std::uint16_t>, ringSize> m_ring{};
    std::atomic<Chunks*> m_chunks{nullptr};
};

} // namespace cachedeck::latency
