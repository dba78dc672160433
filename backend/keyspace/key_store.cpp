#include "backend/keyspace/key_store.hpp"

#include <algorithm>
#include <array>
#include <cstring>

namespace cachedeck::keyspace {

namespace {

constexpr std::size_t namespacesCounted = 10'000;
constexpr std::size_t segmentKeys = 64 * 1024;          // segments are merged up to this…
constexpr std::size_t segmentBytes = 64u * 1024 * 1024; // …and this

bool bitOf(const std::vector<std::uint64_t>* bits, std::uint32_t row) noexcept
{
    return bits != nullptr && row / 64 < bits->size() && ((*bits)[row / 64] >> (row % 64) & 1) != 0;
}

std::shared_ptr<const KeySegment> makeSegment(std::size_t keys, std::size_t bytes, auto&& eachKey)
{
    auto text = std::make_unique_for_overwrite<char[]>(std::max<std::size_t>(bytes, 1));
    auto ends = std::make_unique_for_overwrite<std::uint32_t[]>(std::max<std::size_t>(keys, 1));
    std::uint32_t end = 0;
    std::size_t index = 0;
    eachKey([&](std::string_view key) {
        if (!key.empty())
            std::memcpy(text.get() + end, key.data(), key.size());
        end += static_cast<std::uint32_t>(key.size());
        ends[index++] = end;
    });
    return std::make_shared<KeySegment>(std::move(text), std::move(ends), static_cast<std::uint32_t>(keys));
}

} // namespace

std::uint32_t KeySegment::keyAt(std::uint32_t byte) const noexcept
{
    return static_cast<std::uint32_t>(std::upper_bound(m_ends.get(), m_ends.get() + m_size, byte) - m_ends.get());
}

std::string_view KeySnapshot::operator[](Row row) const noexcept
{
    const auto part = std::upper_bound(m_parts.begin(), m_parts.end(), row,
                                       [](Row wanted, const Part& candidate) { return wanted < candidate.first; }) -
                      1;
    return (*part->keys)[row - part->first];
}

bool KeySnapshot::isRemoved(Row row) const noexcept
{
    return bitOf(m_removed.get(), row);
}

// Rows by their key's hash: open addressing in 256 shards that grow one at a time, so that growing never needs the
// whole index twice. A slot is a row and one byte of the hash, which spares nearly all looks at other keys.
class KeyStore::Index {
public:
    static constexpr std::uint32_t none = 0xffff'ffff;

    void reserve(std::size_t keys)
    {
        for (auto& shard : m_shards)
            if (const auto wanted = keys / m_shards.size() * 5 / 4 + 16; wanted > shard.tags.size() && shard.used == 0)
                shard.resize(wanted);
    }

    // The place of `key`'s row; holds `none` when the key is new, and counts as used from then on.
    template<class KeyOf>
    std::uint32_t& place(std::string_view key, const KeyOf& keyOf)
    {
        const auto hash = hashOf(key);
        auto& shard = m_shards[hash >> 56];
        if ((shard.used + 1) * 8 > shard.tags.size() * 7)
            grow(shard, keyOf);
        const auto tag = tagOf(hash);
        for (auto slot = shard.slotOf(hash);; slot = slot + 1 == shard.tags.size() ? 0 : slot + 1) {
            if (shard.tags[slot] == 0) {
                shard.tags[slot] = tag;
                ++shard.used;
                return shard.rows[slot] = none;
            }
            if (shard.tags[slot] == tag && keyOf(shard.rows[slot]) == key)
                return shard.rows[slot];
        }
    }

    // The key's row, or `none`.
    template<class KeyOf>
    std::uint32_t find(std::string_view key, const KeyOf& keyOf) const
    {
        const auto hash = hashOf(key);
        const auto& shard = m_shards[hash >> 56];
        if (shard.tags.empty())
            return none;
        const auto tag = tagOf(hash);
        for (auto slot = shard.slotOf(hash); shard.tags[slot] != 0; slot = slot + 1 == shard.tags.size() ? 0 : slot + 1)
            if (shard.tags[slot] == tag && keyOf(shard.rows[slot]) == key)
                return shard.rows[slot];
        return none;
    }

    std::size_t bytes() const noexcept
    {
        std::size_t sum = sizeof *this;
        for (const auto& shard : m_shards)
            sum += shard.tags.capacity() + shard.rows.capacity() * sizeof(std::uint32_t);
        return sum;
    }

private:
    struct Shard {
        std::vector<std::uint8_t> tags; // 0: free
        std::vector<std::uint32_t> rows;
        std::size_t used = 0;

        void resize(std::size_t slots)
        {
            tags.assign(slots, 0);
            rows.assign(slots, none);
        }
        std::size_t slotOf(std::uint64_t hash) const noexcept { return (hash & 0xffff'ffff) * tags.size() >> 32; }
    };

    static std::uint64_t hashOf(std::string_view key) noexcept
    {
        // std::hash is free to be weak; Fibonacci hashing spreads its bits to the top, where shards are chosen.
        std::uint64_t hash = std::hash<std::string_view>{}(key);
        hash ^= hash >> 32;
        hash *= 0x9e37'79b9'7f4a'7c15u;
        return hash ^ (hash >> 29);
    }
    static std::uint8_t tagOf(std::uint64_t hash) noexcept
    {
        return static_cast<std::uint8_t>((hash >> 40 & 0xff) | 1);
    }

    template<class KeyOf>
    void grow(Shard& shard, const KeyOf& keyOf)
    {
        Shard larger;
        larger.resize(std::max<std::size_t>(16, shard.tags.size() * 3 / 2));
        larger.used = shard.used;
        for (std::size_t slot = 0; slot < shard.tags.size(); ++slot) {
            if (shard.tags[slot] == 0)
                continue;
            auto to = larger.slotOf(hashOf(keyOf(shard.rows[slot])));
            while (larger.tags[to] != 0)
                to = to + 1 == larger.tags.size() ? 0 : to + 1;
            larger.tags[to] = shard.tags[slot];
            larger.rows[to] = shard.rows[slot];
        }
        shard = std::move(larger);
    }

    std::array<Shard, 256> m_shards;
};

KeyStore::KeyStore()
{
    m_keys.m_generation = 1;
}

KeyStore::~KeyStore() = default;

std::string_view KeyStore::keyOf(std::uint32_t row) const noexcept
{
    return row < m_keys.m_size ? m_keys[row] : m_fresh[row - m_keys.m_size];
}

KeyStore::Index& KeyStore::index()
{
    if (!m_index) {
        auto fresh = std::make_unique<Index>();
        fresh->reserve(std::max(m_reserve, m_keys.m_size));
        const auto of = [this](std::uint32_t row) { return keyOf(row); };
        for (std::uint32_t row = 0; row < m_keys.m_size; ++row)
            fresh->place(m_keys[row], of) = row; // a later row of the same key is the living one
        m_index = std::move(fresh);
    }
    return *m_index;
}

void KeyStore::reserve(std::size_t keys)
{
    const std::lock_guard lock(m_mutex);
    m_reserve = keys;
    if (m_index)
        m_index->reserve(keys);
}

std::size_t KeyStore::add(const std::vector<std::string_view>& keys)
{
    const std::lock_guard lock(m_mutex);
    auto& rows = index();
    m_fresh.clear();
    const auto of = [this](std::uint32_t row) { return keyOf(row); };
    for (const auto key : keys) {
        auto& row = rows.place(key, of);
        if (row != Index::none && !(row < m_keys.m_size && m_keys.isRemoved(row)))
            continue;
        row = static_cast<std::uint32_t>(m_keys.m_size + m_fresh.size());
        m_fresh.push_back(key);
    }
    const auto added = m_fresh.size();
    for (std::size_t begin = 0; begin < added; begin += segmentKeys)
        append(std::span(m_fresh).subspan(begin, std::min(segmentKeys, added - begin)));
    m_fresh.clear();
    return added;
}

void KeyStore::append(std::span<const std::string_view> keys)
{
    std::size_t bytes = 0;
    for (const auto key : keys) {
        bytes += key.size();
        count(key, false);
    }
    auto segment = makeSegment(keys.size(), bytes, [&](auto&& take) {
        for (const auto key : keys)
            take(key);
    });
    m_keys.m_parts.push_back({std::move(segment), static_cast<KeySnapshot::Row>(m_keys.m_size)});
    m_keys.m_size += keys.size();
    m_keyBytes += bytes;
    mergeTail();
}

// Small segments become one of double the size, as a counter's digits carry: each key is copied a few times in all, and
// 10 M keys end in a few hundred segments. Snapshots that hold the small ones keep them.
void KeyStore::mergeTail()
{
    auto& parts = m_keys.m_parts;
    while (parts.size() >= 2) {
        const auto& last = *parts.back().keys;
        const auto& before = *parts[parts.size() - 2].keys;
        if (last.size() * std::uint64_t{2} < before.size() || last.size() + before.size() > segmentKeys ||
            std::size_t{last.bytes()} + before.bytes() > segmentBytes)
            return;
        auto merged =
            makeSegment(last.size() + before.size(), std::size_t{last.bytes()} + before.bytes(), [&](auto&& take) {
                for (const auto* segment : {&before, &last})
                    for (std::uint32_t key = 0; key < segment->size(); ++key)
                        take((*segment)[key]);
            });
        parts.pop_back();
        parts.back().keys = std::move(merged);
    }
}

void KeyStore::count(std::string_view key, bool gone)
{
    const auto colon = key.find(':');
    const auto step = [gone](std::uint64_t& number) { number = gone ? number - (number > 0 ? 1 : 0) : number + 1; };
    if (colon == std::string_view::npos)
        return step(m_withoutColon);
    const auto name = key.substr(0, colon);
    if (const auto found = m_namespaces.find(name); found != m_namespaces.end())
        step(found->second);
    else if (m_namespaces.size() < namespacesCounted && !gone)
        m_namespaces.emplace(name, 1);
    else
        step(m_otherNamespaces);
}

std::size_t KeyStore::remove(const std::vector<std::string_view>& keys)
{
    const std::lock_guard lock(m_mutex);
    auto& rows = index();
    auto removed = m_keys.m_removed ? std::make_shared<std::vector<std::uint64_t>>(*m_keys.m_removed)
                                    : std::make_shared<std::vector<std::uint64_t>>();
    removed->resize((m_keys.m_size + 63) / 64);
    std::size_t count = 0;
    const auto of = [this](std::uint32_t row) { return keyOf(row); };
    for (const auto key : keys) {
        const auto row = rows.find(key, of);
        if (row == Index::none || bitOf(removed.get(), row))
            continue;
        (*removed)[row / 64] |= std::uint64_t{1} << (row % 64);
        ++count;
        this->count(key, true);
    }
    m_keys.m_removed = std::move(removed);
    m_keys.m_removedCount += count;
    return count;
}

void KeyStore::finish()
{
    const std::lock_guard lock(m_mutex);
    m_index.reset();
    m_reserve = 0;
    m_fresh.shrink_to_fit();
}

void KeyStore::clear()
{
    const std::lock_guard lock(m_mutex);
    const auto generation = m_keys.m_generation + 1;
    m_keys = {};
    m_keys.m_generation = generation;
    m_index.reset();
    m_namespaces.clear();
    m_withoutColon = m_otherNamespaces = 0;
    m_keyBytes = 0;
    m_reserve = 0;
}

KeySnapshot KeyStore::snapshot() const
{
    const std::lock_guard lock(m_mutex);
    return m_keys;
}

std::size_t KeyStore::size() const
{
    const std::lock_guard lock(m_mutex);
    return m_keys.m_size;
}

std::size_t KeyStore::present() const
{
    const std::lock_guard lock(m_mutex);
    return m_keys.present();
}

std::size_t KeyStore::keyBytes() const
{
    const std::lock_guard lock(m_mutex);
    return m_keyBytes;
}

std::size_t KeyStore::overheadBytes() const
{
    const std::lock_guard lock(m_mutex);
    return m_keys.m_size * sizeof(std::uint32_t) + m_keys.m_parts.capacity() * sizeof(KeySnapshot::Part) +
           m_keys.m_parts.size() * (sizeof(KeySegment) + 16) + (m_index ? m_index->bytes() : 0) +
           m_fresh.capacity() * sizeof(std::string_view) + (m_keys.m_removed ? m_keys.m_removed->capacity() * 8 : 0);
}

std::vector<Namespace> KeyStore::namespaces() const
{
    std::vector<Namespace> out;
    {
        const std::lock_guard lock(m_mutex);
        for (const auto& [name, keys] : m_namespaces)
            if (keys > 0)
                out.push_back({name, true, keys});
        if (m_withoutColon > 0)
            out.push_back({"", false, m_withoutColon});
        if (m_otherNamespaces > 0)
            out.push_back({"…", true, m_otherNamespaces});
    }
    std::sort(out.begin(), out.end(), [](const Namespace& left, const Namespace& right) {
        return left.keys != right.keys ? left.keys > right.keys : left.name < right.name;
    });
    return out;
}

} // namespace cachedeck::keyspace
