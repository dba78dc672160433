#pragma once
// Which keys to show, and in which order: filter by substring or glob, restrict to a namespace, sort. Works on
// snapshots, away from the thread that shows them, and can be given up at any time.

#include "backend/keyspace/key_store.hpp"

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cachedeck::keyspace {

// Redis' own glob (`*`, `?`, `[a-z]`, `[^a]`, `\x`), byte by byte: util.c, stringmatchlen.
bool globMatches(std::string_view pattern, std::string_view text) noexcept;
// A pattern that matches exactly `literal`: * ? [ ] \ and ^ are escaped. globEscape("a[1]*") + "*" is a prefix search.
std::string globEscape(std::string_view literal);
bool hasGlobCharacters(std::string_view text) noexcept; // any of * ? [
// A pattern as people type it into a filter: with glob characters itself, without them "*text*" (escaped).
std::string globFromFilter(std::string_view text);

enum class Order : std::uint8_t { Arrival, Ascending, Descending }; // by bytes

struct KeyQuery {
    std::string text; // empty: all; with glob characters a glob over the whole key, else a substring
    std::optional<std::string> nameSpace; // only keys that begin with "<nameSpace>:"; "" is every key
    bool withoutColon = false;            // only keys without ':'
    Order order = Order::Arrival;
};

// Rows of a snapshot, in order. Immutable and shared.
using Rows = std::shared_ptr<const std::vector<KeySnapshot::Row>>;

// The rows that match; null when `cancelled` became true. Blocks: on a thread of your own, or see KeySelector.
Rows select(const KeySnapshot& keys, const KeyQuery& query, const std::atomic<bool>& cancelled);
// The same for rows from `begin` on only, in order of arrival, to follow a scan: append them to what is shown.
Rows selectFrom(const KeySnapshot& keys, KeySnapshot::Row begin, const KeyQuery& query,
                const std::atomic<bool>& cancelled);

// The children of a namespace, one level down: childNamespaces(keys, "user:42") counts "user:42:…". Keys that end there
// have hasColon false. Most keys first, at most `limit`, the rest under "…". Empty when cancelled. Blocks.
std::vector<Namespace> childNamespaces(const KeySnapshot& keys, std::string_view parent, std::size_t limit,
                                       const std::atomic<bool>& cancelled);

// select() on a thread of its own. A new query gives up the one before; only the last one's handler is called, on that
// thread. The destructor gives up and joins (some ms).
class KeySelector {
public:
    KeySelector();
    ~KeySelector();
    KeySelector(const KeySelector&) = delete;
    KeySelector& operator=(const KeySelector&) = delete;

    using Handler = std::function<void(KeySnapshot keys, Rows rows)>;
    void select(KeySnapshot keys, KeyQuery query, Handler handler);
    // childNamespaces() on the same thread; these queue up, and each is answered.
    using ChildrenHandler = std::function<void(std::vector<Namespace>)>;
    void children(KeySnapshot keys, std::string parent, ChildrenHandler handler);

private:
    struct Implementation;
    std::unique_ptr<Implementation> m_implementation;
};

} // namespace cachedeck::keyspace
