#pragma once
// A RESP2/RESP3 reply as a flat tree: one array of nodes in depth-first order and one byte arena. clear() keeps the
// memory, so a reused Reply costs no allocation. Protocol: https://github.com/redis/redis-specifications (RESP3.md).
//
// Threads: values; share nothing between threads without your own order.

#include <cstdint>
#include <iosfwd>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cachedeck::resp {

enum class Type : std::uint8_t {
    SimpleString,   // +
    SimpleError,    // -
    Integer,        // :
    BulkString,     // $   (streamed strings $? arrive joined)
    BulkError,      // !
    Null,           // _   (and RESP2's $-1 and *-1)
    Double,         // ,
    Boolean,        // #
    BigNumber,      // (
    VerbatimString, // =   text() is without the "txt:" prefix, format() is the prefix
    Array,          // *   (streamed aggregates arrive with their count)
    Set,            // ~
    Map,            // %   count is pairs; children are key, value, key, value…
    Push,           // >
    Attribute,      // |   stands before the value it describes, as a node of its own
};

struct Node {
    Type type = Type::Null;
    char format[3] = {};      // VerbatimString only
    std::uint32_t count = 0;  // aggregates: elements, or pairs for Map and Attribute
    std::uint32_t next = 0;   // index of the node after this one's subtree
    std::uint64_t offset = 0; // texts: place in the arena
    std::uint64_t length = 0; // texts: bytes
    std::int64_t integer = 0; // Integer, Boolean (0 or 1)
    double real = 0;          // Double
};

class Reply;

// A place in a reply. Cheap to copy; valid while the Reply lives and is not changed.
class View {
public:
    class Iterator;

    Type type() const noexcept;
    bool isError() const noexcept; // SimpleError or BulkError
    bool isNull() const noexcept;
    bool isText() const noexcept; // any string, error or big number
    bool isAggregate() const noexcept;

    // The bytes of any text type; empty for the others.
    std::string_view text() const noexcept;
    std::string_view format() const noexcept; // VerbatimString: "txt", "mkd"; empty for the others
    // Numbers leniently: Integer and Boolean as such, Double truncated where exact, text parsed. Empty when it is none.
    std::optional<std::int64_t> integer() const noexcept;
    std::optional<double> real() const noexcept; // Double, Integer, or text that is a number, inf or nan

    // Elements of an aggregate (for a Map: twice its pairs); 0 for the others. Attributes inside are skipped.
    std::size_t size() const noexcept;
    View operator[](std::size_t index) const; // linear in index; iterate instead in loops
    Iterator begin() const noexcept;
    Iterator end() const noexcept;

    // The value of a field in a Map, or in a flat array of field, value, field, value… (how RESP2 gives maps).
    std::optional<View> find(std::string_view field) const;

private:
    friend class Reply;
    friend class Iterator;
    View(const Reply& reply, std::uint32_t index) noexcept : m_reply(&reply), m_index(index) {}
    const Node& node() const noexcept;

    const Reply* m_reply;
    std::uint32_t m_index;
};

class Reply {
public:
    void clear() noexcept
    {
        m_nodes.clear();
        m_bytes.clear();
    }
    bool empty() const noexcept { return m_nodes.empty(); }

    // The reply's value, behind any attributes. The reply must not be empty.
    View root() const noexcept;
    // The attributes that stood before the value, if any.
    std::optional<View> attributes() const noexcept;

    const std::vector<Node>& nodes() const noexcept { return m_nodes; }
    std::string_view bytes() const noexcept { return m_bytes; }

    // Same tree, same values (NaN equals NaN).
    friend bool operator==(const Reply& left, const Reply& right) noexcept;

private:
    friend class Parser;
    friend class View;
    std::vector<Node> m_nodes;
    std::string m_bytes;
};

// A readable one-line form, as redis-cli would show it, for messages and tests. Control characters are escaped.
std::string describe(View value);
std::ostream& operator<<(std::ostream& out, const Reply& reply); // the same

// Iterates over the elements of an aggregate.
class View::Iterator {
public:
    using iterator_category = std::forward_iterator_tag;
    using value_type = View;
    using difference_type = std::ptrdiff_t;
    using pointer = void;
    using reference = View;

    View operator*() const noexcept { return View(*m_reply, m_index); }
    Iterator& operator++() noexcept;
    Iterator operator++(int) noexcept
    {
        auto before = *this;
        ++*this;
        return before;
    }
    bool operator==(const Iterator& other) const noexcept { return m_index == other.m_index; }

private:
    friend class View;
    Iterator(const Reply& reply, std::uint32_t index, std::uint32_t end) noexcept;
    const Reply* m_reply;
    std::uint32_t m_index;
    std::uint32_t m_end;
};

} // namespace cachedeck::resp
