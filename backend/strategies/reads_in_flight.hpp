#pragma once
// How many reads of a path are in its store at the same moment, and how many there were: what a stampede raises and its
// protections keep down. Work behind the users' backs counts too; checks of answers do not.
//
// Threads: any.

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string_view>
#include <vector>

namespace cachedeck::strategies {

class ReadsInFlight {
public:
    // Gives what ended() takes.
    std::uint64_t began(std::string_view key)
    {
        const auto hash = std::uint64_t{std::hash<std::string_view>{}(key)};
        const auto now = m_begun.fetch_add(1, std::memory_order_relaxed) + 1 - m_ended.load(std::memory_order_relaxed);
        auto most = m_most.load(std::memory_order_relaxed);
        while (now > most && !m_most.compare_exchange_weak(most, now, std::memory_order_relaxed)) {
        }
        auto& stripe = m_stripes[hash % stripes];
        const std::lock_guard lock(stripe.mutex);
        if (std::find(stripe.keys.begin(), stripe.keys.end(), hash) != stripe.keys.end())
            m_redundant.fetch_add(1, std::memory_order_relaxed);
        stripe.keys.push_back(hash);
        return hash;
    }
    void ended(std::uint64_t hash)
    {
        {
            auto& stripe = m_stripes[hash % stripes];
            const std::lock_guard lock(stripe.mutex);
            const auto place = std::find(stripe.keys.begin(), stripe.keys.end(), hash);
            std::iter_swap(place, stripe.keys.end() - 1);
            stripe.keys.pop_back();
        }
        m_ended.fetch_add(1, std::memory_order_relaxed);
    }

    std::uint64_t total() const noexcept { return m_begun.load(std::memory_order_relaxed); }
    // Reads of a key that another read of the path was fetching at that moment.
    std::uint64_t redundant() const noexcept { return m_redundant.load(std::memory_order_relaxed); }
    std::uint64_t now() const noexcept
    {
        const auto over = m_ended.load(std::memory_order_relaxed);
        return total() - over;
    }
    // The most at the same moment since this was asked last. One asker.
    std::uint64_t takeMost() noexcept { return m_most.exchange(now(), std::memory_order_relaxed); }

private:
    static constexpr std::size_t stripes = 64;
    struct Stripe {
        std::mutex mutex;
        std::vector<std::uint64_t> keys; // those being read, hashed
    };
    std::atomic<std::uint64_t> m_begun{0}, m_ended{0}, m_most{0}, m_redundant{0};
    std::array<Stripe, stripes> m_stripes;
};

} // namespace cachedeck::strategies
