#pragma once
// Cassandra's native protocol, version 4 (native_protocol_v4.spec of Apache Cassandra), without I/O: requests as bytes,
// bytes as frames, frames as values. Bytes come from anywhere: everything is bounded and fuzzed. Private to the room.
//
// A frame: version, flags, a stream number of two bytes, opcode, the body's length in four bytes, the body. A reply has
// its request's stream number and comes whenever it is ready, so that many requests are on their way at a time.

#include "backend/stores/cassandra_values.hpp"
#include "backend/stores/store.hpp"

#include <boost/system/result.hpp>

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cachedeck::stores::cassandra {

template<class T>
using Parsed = boost::system::result<T, std::string>; // the error says what the bytes are not

inline constexpr std::size_t headerBytes = 9;
inline constexpr std::size_t largestBody = 256u << 20; // the protocol's own limit

enum class Opcode : std::uint8_t {
    Error = 0x00,
    Startup = 0x01,
    Ready = 0x02,
    Authenticate = 0x03,
    Query = 0x07,
    Result = 0x08,
    Prepare = 0x09,
    Execute = 0x0a,
    Event = 0x0c,
    AuthChallenge = 0x0e,
    AuthResponse = 0x0f,
    AuthSuccess = 0x10
};

// ---- requests, each a whole frame with the stream number 0

std::string startupRequest();
std::string authResponse(std::string_view user, std::string_view password); // SASL PLAIN (RFC 4616)
std::string queryRequest(std::string_view cql);
std::string prepareRequest(std::string_view cql);
// `values` is a row of [value]s (cassandra_values.hpp). `page` is the state that the last page ended with, or empty.
std::string executeRequest(std::string_view id, std::size_t valueCount, std::string_view values, std::int32_t pageRows,
                           std::string_view page);
void setStream(std::string& frame, std::int16_t stream);

// ---- frames

struct Frame {
    Opcode opcode = Opcode::Error;
    std::int16_t stream = 0;
    std::string body; // without warnings, tracing and custom payload
};

// Frames from a stream of bytes, in whatever slices it comes.
class FrameReader {
public:
    // Room for bytes to be read into; filled() takes them.
    std::span<char> space();
    void filled(std::size_t bytes);
    // The next whole frame, or none yet. After an error nothing of the stream can be trusted.
    Parsed<std::optional<Frame>> next();

private:
    std::vector<char> m_buffer;
    std::size_t m_begin = 0, m_end = 0, m_wanted = 0;
};

// ---- bodies

struct ServerError {
    std::int32_t code = 0;
    std::string message;    // the server's own words
    std::string unprepared; // the statement's id, where that is what it says
};
inline constexpr std::int32_t unpreparedCode = 0x2500;
Parsed<ServerError> parseError(std::string_view body);
ErrorKind errorKind(std::int32_t code) noexcept;

struct Columns {
    std::vector<std::string> names;
    std::vector<Type> types;
};

struct PreparedStatement {
    std::vector<Type> parameters;
    std::string id;
};
Parsed<PreparedStatement> parsePrepared(std::string_view body);

// Appends the cells of a result's rows, each row behind the `leading` values; a result without rows leaves `rows` as it
// is. `page` is the state to ask for the next page with; empty: this was the last.
Parsed<void> parseRows(std::string_view body, const std::vector<workload::Value>& leading, Rows& rows,
                       std::string& page);

} // namespace cachedeck::stores::cassandra
