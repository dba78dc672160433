#include "backend/stores/cassandra_frame.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>

namespace cachedeck::stores::cassandra {
namespace {

constexpr unsigned char requestVersion = 0x04, responseBit = 0x80;
constexpr std::uint16_t localQuorum = 0x0006;
constexpr int deepestType = 16;

enum HeaderFlag : unsigned { Compressed = 0x01, Traced = 0x02, WithPayload = 0x04, WithWarnings = 0x08 };
enum QueryFlag : unsigned { WithValues = 0x01, WithPageSize = 0x04, WithPage = 0x08 };
enum ResultKind : std::int32_t { VoidResult = 1, RowsResult = 2, PreparedResult = 4 };
enum ResultFlag : std::int32_t { OneTable = 0x01, MorePages = 0x02, NoMetadata = 0x04 };

std::string request(Opcode opcode, std::string_view body)
{
    std::string frame{static_cast<char>(requestVersion), 0, 0, 0, static_cast<char>(opcode)};
    appendNumber(frame, body.size(), 4);
    frame += body;
    return frame;
}

void appendString(std::string& out, std::string_view text)
{
    appendNumber(out, text.size(), 2);
    out += text;
}

void appendLongString(std::string& out, std::string_view text)
{
    appendNumber(out, text.size(), 4);
    out += text;
}

// Reads a body from the left; once something is missing, all is.
class Reader {
public:
    explicit Reader(std::string_view bytes) : m_bytes(bytes) {}
    bool good() const noexcept { return m_good; }
    std::size_t left() const noexcept { return m_bytes.size(); }
    void fail() noexcept
    {
        m_good = false;
        m_bytes = {};
    }

    std::string_view take(std::size_t size)
    {
        if (size > m_bytes.size()) {
            fail();
            return {};
        }
        const auto taken = m_bytes.substr(0, size);
        m_bytes.remove_prefix(size);
        return taken;
    }
    std::uint16_t shortNumber() { return static_cast<std::uint16_t>(readNumber(take(2))); }
    std::int32_t number() { return static_cast<std::int32_t>(readNumber(take(4))); }
    std::string_view string() { return take(shortNumber()); }
    std::optional<std::string_view> bytes()
    {
        const auto size = number();
        return size < 0 || !m_good ? std::nullopt : std::optional(take(static_cast<std::size_t>(size)));
    }

    Type type(int depth = 0)
    {
        Type type{static_cast<TypeId>(shortNumber()), {}, {}};
        if (depth > deepestType)
            fail();
        int inner = 0;
        switch (type.id) {
        case TypeId::Custom:
            string();
            break;
        case TypeId::List:
        case TypeId::Set:
            inner = 1;
            break;
        case TypeId::Map:
            inner = 2;
            break;
        case TypeId::Udt:
            string(); // its keyspace …
            string(); // … and name
            inner = shortNumber();
            break;
        case TypeId::Tuple:
            inner = shortNumber();
            break;
        default:
            break;
        }
        for (int i = 0; i < inner && m_good; ++i) {
            if (type.id == TypeId::Udt)
                type.names.emplace_back(string());
            type.inner.push_back(this->type(depth + 1));
        }
        return type;
    }

    // Names and types of so many columns.
    Columns columns(std::int32_t flags, std::int32_t count)
    {
        Columns columns;
        const bool oneTable = (flags & OneTable) != 0;
        if (oneTable) {
            string();
            string();
        }
        for (std::int32_t i = 0; i < count && m_good; ++i) {
            if (!oneTable) {
                string();
                string();
            }
            columns.names.emplace_back(string());
            columns.types.push_back(type());
        }
        return columns;
    }

private:
    std::string_view m_bytes;
    bool m_good = true;
};

// What may stand before a reply's own body.
bool skipExtras(std::string& body, unsigned flags)
{
    Reader reader(body);
    if ((flags & Traced) != 0)
        reader.take(16);
    if ((flags & WithWarnings) != 0) {
        for (int left = reader.shortNumber(); left > 0 && reader.good(); --left)
            reader.string();
    }
    if ((flags & WithPayload) != 0) {
        for (int left = reader.shortNumber(); left > 0 && reader.good(); --left) {
            reader.string();
            reader.bytes();
        }
    }
    body.erase(0, body.size() - reader.left());
    return reader.good();
}

Parsed<void> checkHeader(unsigned char version, unsigned flags, std::uint64_t length)
{
    if ((version & responseBit) == 0 || (version & ~responseBit) > 6)
        return std::string("what answers does not speak Cassandra's native protocol");
    if ((version & ~responseBit) != requestVersion)
        return fmt::format("the server speaks version {} of the native protocol, not 4", version & ~responseBit);
    if ((flags & Compressed) != 0)
        return std::string("a compressed frame, which was not agreed on");
    if (length > largestBody)
        return fmt::format("a frame of {} bytes, above the protocol's limit", length);
    return {};
}

} // namespace

std::string startupRequest()
{
    std::string body;
    appendNumber(body, 1, 2);
    appendString(body, "CQL_VERSION");
    appendString(body, "3.0.0");
    return request(Opcode::Startup, body);
}

std::string authResponse(std::string_view user, std::string_view password)
{
    std::string token(1, '\0');
    token.append(user).append(1, '\0').append(password);
    std::string body;
    appendLongString(body, token);
    return request(Opcode::AuthResponse, body);
}

std::string queryRequest(std::string_view cql)
{
    std::string body;
    appendLongString(body, cql);
    appendNumber(body, localQuorum, 2);
    appendNumber(body, 0, 1);
    return request(Opcode::Query, body);
}

std::string prepareRequest(std::string_view cql)
{
    std::string body;
    appendLongString(body, cql);
    return request(Opcode::Prepare, body);
}

std::string executeRequest(std::string_view id, std::size_t valueCount, std::string_view values, std::int32_t pageRows,
                           std::string_view page)
{
    std::string body;
    body.reserve(id.size() + values.size() + page.size() + 32);
    appendString(body, id);
    appendNumber(body, localQuorum, 2);
    const unsigned flags = WithPageSize | (valueCount > 0 ? WithValues : 0u) | (page.empty() ? 0u : WithPage);
    appendNumber(body, flags, 1);
    if (valueCount > 0) {
        appendNumber(body, valueCount, 2);
        body += values;
    }
    appendNumber(body, static_cast<std::uint64_t>(pageRows), 4);
    if (!page.empty())
        appendLongString(body, page);
    return request(Opcode::Execute, body);
}

void setStream(std::string& frame, std::int16_t stream)
{
    frame[2] = static_cast<char>(stream >> 8);
    frame[3] = static_cast<char>(stream & 0xff);
}

std::span<char> FrameReader::space()
{
    constexpr std::size_t slice = 64 * 1024;
    const auto wanted = std::max(slice, m_wanted);
    if (m_begin > 0 && m_buffer.size() - m_end < wanted) {
        std::memmove(m_buffer.data(), m_buffer.data() + m_begin, m_end - m_begin);
        m_end -= m_begin;
        m_begin = 0;
    }
    // A long frame's room grows with what has come of it, not with what its header promises.
    if (m_buffer.size() - m_end < slice)
        m_buffer.resize(std::max(m_end + slice, std::min(m_begin + wanted, 2 * m_buffer.size())));
    return {m_buffer.data() + m_end, m_buffer.size() - m_end};
}

void FrameReader::filled(std::size_t bytes)
{
    m_end += bytes;
}

Parsed<std::optional<Frame>> FrameReader::next()
{
    m_wanted = 0;
    if (m_end - m_begin < headerBytes)
        return std::optional<Frame>();
    const std::string_view header(m_buffer.data() + m_begin, headerBytes);
    const auto flags = static_cast<unsigned char>(header[1]);
    const auto length = readNumber(header.substr(5, 4));
    if (const auto checked = checkHeader(static_cast<unsigned char>(header[0]), flags, length); !checked)
        return checked.error();
    if (m_end - m_begin - headerBytes < length) {
        m_wanted = headerBytes + length;
        return std::optional<Frame>();
    }
    Frame frame;
    frame.stream = static_cast<std::int16_t>(readNumber(header.substr(2, 2)));
    frame.opcode = static_cast<Opcode>(header[4]);
    frame.body.assign(m_buffer.data() + m_begin + headerBytes, length);
    m_begin += headerBytes + length;
    if (m_begin == m_end)
        m_begin = m_end = 0;
    if (flags != 0 && !skipExtras(frame.body, flags))
        return std::string("a frame that ends within its warnings");
    return std::optional<Frame>(std::move(frame));
}

Parsed<ServerError> parseError(std::string_view body)
{
    Reader reader(body);
    ServerError error;
    error.code = reader.number();
    error.message = reader.string();
    if (error.code == unpreparedCode)
        error.unprepared = reader.string();
    if (!reader.good())
        return std::string("an error that ends within its words");
    return error;
}

ErrorKind errorKind(std::int32_t code) noexcept
{
    switch (code) {
    case 0x0100: // authentication
    case 0x2100: // unauthorized
        return ErrorKind::Refused;
    case 0x1000: // unavailable: too few replicas are alive
    case 0x1001: // overloaded
    case 0x1002: // bootstrapping
        return ErrorKind::Busy;
    case 0x1100: // write timeout
    case 0x1200: // read timeout
        return ErrorKind::Timeout;
    case 0x2000: // syntax
    case 0x2200: // invalid
    case 0x2300: // configuration
        return ErrorKind::BadStatement;
    case 0x2400: // already exists
        return ErrorKind::Constraint;
    default:
        return ErrorKind::Other;
    }
}

Parsed<PreparedStatement> parsePrepared(std::string_view body)
{
    Reader reader(body);
    if (reader.number() != PreparedResult)
        return std::string("an answer to PREPARE that is none");
    PreparedStatement statement;
    statement.id = reader.string();
    const auto flags = reader.number();
    const auto count = reader.number();
    const auto keys = reader.number();
    for (std::int32_t i = 0; i < keys && reader.good(); ++i)
        reader.shortNumber();
    auto columns = reader.columns(flags, count);
    statement.parameters = std::move(columns.types);
    if (!reader.good() || count < 0 || keys < 0)
        return std::string("a prepared statement that ends within its parameters");
    return statement;
}

Parsed<void> parseRows(std::string_view body, const std::vector<workload::Value>& leading, Rows& rows,
                       std::string& page)
{
    page.clear();
    Reader reader(body);
    const auto kind = reader.number();
    if (kind != RowsResult && reader.good())
        return {};
    const auto flags = reader.number();
    const auto columnCount = reader.number();
    if ((flags & MorePages) != 0)
        page = reader.bytes().value_or("");
    const auto columns = (flags & NoMetadata) != 0 ? Columns() : reader.columns(flags, columnCount);
    const auto count = reader.number();
    const auto width = columns.types.size();
    const bool isSane =
        reader.good() && count >= 0 && columnCount > 0 && width == static_cast<std::size_t>(columnCount);
    if (!isSane || static_cast<std::size_t>(count) > reader.left() / (4 * width)) // a cell has its length at least
        return std::string("rows that end within their columns");
    rows.columns = leading.size() + width;
    for (std::int32_t row = 0; row < count; ++row) {
        rows.cells.insert(rows.cells.end(), leading.begin(), leading.end());
        for (const auto& type : columns.types) {
            auto value = decodeValue(type, reader.bytes());
            if (!value || !reader.good())
                return std::string("a cell that is not of its column's type");
            rows.cells.push_back(std::move(*value));
        }
    }
    return {};
}

} // namespace cachedeck::stores::cassandra
