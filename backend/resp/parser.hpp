#pragma once
// The incremental RESP2/RESP3 parser: bytes in, one reply out, no I/O. It keeps its place between calls, so bytes that
// were looked at are not looked at again, and a reply may arrive in pieces of any size.
//
// Limits are enforced before memory is reserved: a hostile length costs nothing. After an error the stream has no
// meaning any more: close it.

#include "backend/resp/reply.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace cachedeck::resp {

struct Limits {
    std::size_t depth = 32;                   // nested aggregates
    std::size_t bulk = 512u * 1024 * 1024;    // bytes of one string (Redis's own default)
    std::size_t elements = 64u * 1024 * 1024; // nodes of one reply
    std::size_t total = 1024u * 1024 * 1024;  // bytes of one reply
    std::size_t line = 64u * 1024;            // bytes of a line that ends in CRLF
};

enum class ParseError : std::uint8_t {
    None,
    UnknownType, // the first byte is none of RESP's: not a Redis server, or out of step
    BadNumber,
    BadBoolean,
    BadLength,   // negative, or not a number
    BadLineEnd,  // CR without LF, or data longer than announced
    BadVerbatim, // shorter than its format prefix
    BadStream,   // a streamed value's chunk or end is malformed
    TooDeep,
    TooLong,  // a string or line beyond its limit
    TooMany,  // more elements than allowed
    TooLarge, // the whole reply beyond its limit
};
std::string_view describe(ParseError error) noexcept;

class Parser {
public:
    enum class Status : std::uint8_t { NeedMore, Done, Failed };
    struct Progress {
        Status status = Status::NeedMore;
        std::size_t consumed = 0; // bytes of `bytes` that need not be given again
    };

    explicit Parser(Limits limits = {}) : m_limits(limits) {}

    // Reads on in `bytes`, which continue where the last call's consumed bytes ended, and fills `reply`. With Done the
    // reply is whole (a Push counts as a reply) and the parser is ready for the next one. `reply` must be the same
    // object until then; it is cleared when a new reply begins.
    Progress parse(std::string_view bytes, Reply& reply);

    ParseError error() const noexcept { return m_error; }
    // Other limits, from the next reply on.
    void setLimits(const Limits& limits) noexcept { m_limits = limits; }
    // Forgets everything, for a new stream.
    void reset() noexcept;

private:
    struct Frame {
        std::uint32_t node = 0;      // the aggregate
        std::uint64_t remaining = 0; // children to come
        std::uint64_t seen = 0;      // children so far, in a streamed one
        bool streamed = false;       // ends with ".\r\n" instead
        bool attribute = false;      // a value follows it
    };
    enum class Step : std::uint8_t { More, Value, Opened, Chunk, Failed };

    bool quick(std::string_view bytes, std::size_t& at, Reply& reply);
    Step step(std::string_view bytes, std::size_t& at, Reply& reply);
    Step begin(char type, std::string_view bytes, std::size_t& at, Reply& reply);
    Step bulk(std::string_view bytes, std::size_t& at, Reply& reply);
    Step endOfBulk(Reply& reply);
    Step length(Type type, std::string_view bytes, std::size_t& at, Reply& reply);
    Step aggregate(Type type, std::string_view bytes, std::size_t& at, Reply& reply);
    Step chunk(std::string_view bytes, std::size_t& at, Reply& reply);
    Step endOfStream(std::string_view bytes, std::size_t& at, Reply& reply);
    Step integer(std::string_view bytes, std::size_t& at, Reply& reply);
    Step line(Type type, std::string_view bytes, std::size_t& at, Reply& reply);
    Step lineValue(Type type, std::string_view text, Reply& reply);
    Step fail(ParseError error) noexcept;
    bool closeFrames(Reply& reply); // after a value; true when the reply is whole
    Node* add(Type type, Reply& reply);

    Limits m_limits;
    ParseError m_error = ParseError::None;
    std::vector<Frame> m_frames;
    bool m_begun = false;
    bool m_inBulk = false;
    bool m_inStream = false;       // between the chunks of $?
    bool m_afterAttribute = false; // so a value must come, not the end of a stream
    std::size_t m_scanned = 0;     // bytes of the pending line already searched for its end
    std::uint64_t m_bulkRemaining = 0;
    std::size_t m_total = 0; // bytes of this reply that earlier calls consumed
};

} // namespace cachedeck::resp
