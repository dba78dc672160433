#pragma once
// All keys of a keyspace, compactly: key bytes in append-only segments with a 32-bit offset each, and an index of 5
// bytes a slot that removes SCAN's duplicates. No allocation per key. About 11 to 13 bytes a key over the key's own
// bytes while scanning, 4 after finish().
//
// A KeySnapshot is an immutable view of what was there when it was taken: taking one costs some microseconds per
// million keys, and it may be read on any thread while keys go on streaming in. Row numbers are positions in order of
// arrival: they stay what they are in every later snapshot of the same store.
//
// Threads: one writer (add, remove, finish, clear; the Scanner's IoThread); everything else from any thread.

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace cachedeck::keyspace {

// Keys in one block of memory; never changed once others can see it.
class KeySegment {
public:
    KeySegment(std::unique_ptr<char[]> bytes, std::unique_ptr<std::uint32_t[]> ends, std::uint32_t size) noexcept
        : m_bytes(std::move(bytes)), m_ends(std::move(ends)), m_size(size)
    {}
    std::uint32_t size() const noexcept { return m_size; }
    std::uint32_t bytes() const noexcept { return m_size == 0 ? 0 : m_ends[m_size - 1]; }
    std::string_view operator[](std::uint32_t index) const noexcept
    {
        const auto begin = index == 0 ? 0 : m_ends[index - 1];
        return {m_bytes.get() + begin, m_ends[index] - begin};
    }
    // All keys' bytes, one after the other, for searching many at once; keyAt() says which key a byte belongs to.
    std::string_view text() const noexcept { return {m_bytes.get(), bytes()}; }
    std::uint32_t keyAt(std::uint32_t byte) const noexcept;
    std::uint32_t endOf(std::uint32_t index) const noexcept { return m_ends[index]; }

private:
    std::unique_ptr<char[]> m_bytes;
    std::unique_ptr<std::uint32_t[]> m_ends;
    std::uint32_t m_size;
};

class KeySnapshot {
public:
    using Row = std::uint32_t;

    std::size_t size() const noexcept { return m_size; } // rows, removed ones included
    std::size_t present() const noexcept { return m_size - m_removedCount; }
    std::string_view operator[](Row row) const noexcept; // valid while the snapshot lives
    bool isRemoved(Row row) const noexcept;              // by remove(): deleted or found expired
    std::uint64_t generation() const noexcept
    {
        return m_generation;
    } // changes with clear(): rows mean other keys then

    struct Part {
        std::shared_ptr<const KeySegment> keys;
        Row first = 0; // row of the segment's first key
    };
    const std::vector<Part>& parts() const noexcept { return m_parts; }

private:
    friend class KeyStore;
    std::vector<Part> m_parts;
    std::shared_ptr<const std::vector<std::uint64_t>> m_removed; // a bit a row; may be null or short
    std::size_t m_size = 0;
    std::size_t m_removedCount = 0;
    std::uint64_t m_generation = 0;
};

// Keys with one prefix up to the first ':'.
struct Namespace {
    std::string name;     // "session"; empty: keys without ':'
    bool hasColon = true; // false: the one for keys without ':'
    std::uint64_t keys = 0;
};

class KeyStore {
public:
    KeyStore();
    ~KeyStore();
    KeyStore(const KeyStore&) = delete;
    KeyStore& operator=(const KeyStore&) = delete;

    // Adds the keys that are not there yet; how many that were. At most 2^32 - 1 keys, each below 512 MiB.
    std::size_t add(const std::vector<std::string_view>& keys);
    // Makes room for so many keys at once, which saves growing step by step.
    void reserve(std::size_t keys);
    // Marks keys as gone; how many of them were there. A key added again later gets a new row.
    std::size_t remove(const std::vector<std::string_view>& keys);
    // The scan is over: frees the index (an add() or remove() later builds it again).
    void finish();
    void clear();

    KeySnapshot snapshot() const;
    std::size_t size() const;          // rows
    std::size_t present() const;       // without removed ones
    std::size_t keyBytes() const;      // of the keys themselves
    std::size_t overheadBytes() const; // everything else that is reserved
    // First level, most keys first. Beyond 10,000 different ones further keys are counted under "…".
    std::vector<Namespace> namespaces() const;

private:
    class Index;
    struct NameHash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const noexcept { return std::hash<std::string_view>{}(text); }
    };

    void append(std::span<const std::string_view> keys);
    void mergeTail();
    void count(std::string_view key, bool gone);
    Index& index(); // built when there is none
    std::string_view keyOf(std::uint32_t row) const noexcept;

    mutable std::mutex m_mutex; // guards all below
    KeySnapshot m_keys;
    std::unique_ptr<Index> m_index;
    std::vector<std::string_view> m_fresh; // of the add() in progress: rows from m_keys.size() on
    std::unordered_map<std::string, std::uint64_t, NameHash, std::equal_to<>> m_namespaces;
    std::uint64_t m_withoutColon = 0;
    std::uint64_t m_otherNamespaces = 0;
    std::size_t m_keyBytes = 0;
    std::size_t m_reserve = 0;
};

} // namespace cachedeck::keyspace
