// Cassandra's native protocol without a server: requests byte by byte as the specification has them, replies made by
// hand.
#include "backend/stores/cassandra_frame.hpp"
#include "tests/support/catch.hpp"

#include <cstring>

using namespace cachedeck;
using namespace cachedeck::stores::cassandra;
using workload::Value;

namespace {

std::string octets(std::string_view digits)
{
    std::string bytes;
    std::string pair;
    for (const char letter : digits) {
        if (letter == ' ')
            continue;
        pair += letter;
        if (pair.size() == 2) {
            bytes += static_cast<char>(std::stoi(pair, nullptr, 16));
            pair.clear();
        }
    }
    return bytes;
}

std::string text16(std::string_view text)
{
    std::string out;
    appendNumber(out, text.size(), 2);
    return out.append(text);
}

std::string cell(std::string_view bytes)
{
    std::string out;
    appendNumber(out, bytes.size(), 4);
    return out.append(bytes);
}

void feed(FrameReader& reader, std::string_view bytes)
{
    while (!bytes.empty()) {
        const auto room = reader.space();
        const auto size = std::min(room.size(), bytes.size());
        std::memcpy(room.data(), bytes.data(), size);
        reader.filled(size);
        bytes.remove_prefix(size);
    }
}

std::string frame(unsigned char flags, std::int16_t stream, Opcode opcode, std::string_view body)
{
    std::string bytes{static_cast<char>(0x84), static_cast<char>(flags), 0, 0, static_cast<char>(opcode)};
    setStream(bytes, stream);
    appendNumber(bytes, body.size(), 4);
    return bytes.append(body);
}

// A value written for a type and read again.
Value thereAndBack(const Value& value, TypeId id)
{
    const Type type{id, {}, {}};
    std::string bytes;
    const auto written = appendValue(value, type, bytes);
    INFO((written ? std::string() : written.error()));
    REQUIRE(written.has_value());
    if (readNumber(std::string_view(bytes).substr(0, 4)) == 0xffffffffu)
        return *decodeValue(type, std::nullopt);
    CHECK(readNumber(std::string_view(bytes).substr(0, 4)) == bytes.size() - 4);
    const auto read = decodeValue(type, std::string_view(bytes).substr(4));
    REQUIRE(read.has_value());
    return *read;
}

bool isRefused(const Value& value, TypeId id)
{
    std::string bytes;
    return appendValue(value, {id, {}, {}}, bytes).has_error();
}

} // namespace

TEST_CASE("Requests are what the protocol says")
{
    auto startup = startupRequest();
    CHECK(startup == octets("04 00 0000 01 00000016 0001 000b 43514c5f56455253494f4e 0005 332e302e30"));
    setStream(startup, 0x1234);
    CHECK(startup.substr(2, 2) == octets("1234"));
    CHECK(authResponse("me", "pw") == octets("04 00 0000 0f 0000000a 00000006 00 6d65 00 7077"));
    CHECK(prepareRequest("SELECT") == octets("04 00 0000 09 0000000a 00000006 53454c454354"));
    // LOCAL_QUORUM, flags: values and page size
    CHECK(executeRequest("id", 1, cell("x"), 100, "") ==
          octets("04 00 0000 0a 00000012 0002 6964 0006 05 0001 00000001 78 00000064"));
    CHECK(executeRequest("id", 0, "", 100, "pg") ==
          octets("04 00 0000 0a 00000011 0002 6964 0006 0c 00000064 00000002 7067"));
}

TEST_CASE("Frames come out of any slices of bytes, without what may stand before their bodies")
{
    const auto plain = frame(0, 7, Opcode::Ready, "");
    const auto warned = frame(0x08, 8, Opcode::Result, octets("0001") + text16("beware") + "body");
    const auto traced =
        frame(0x02 | 0x04, -1, Opcode::Event, std::string(16, 't') + octets("0001") + text16("k") + cell("v") + "e");
    const auto large = frame(0, 9, Opcode::Result, std::string(300'000, 'l'));
    const auto all = plain + warned + traced + large;
    for (const std::size_t slice : {std::size_t{1}, std::size_t{7}, std::size_t{4096}, all.size()}) {
        FrameReader reader;
        std::vector<Frame> found;
        for (std::size_t at = 0; at < all.size(); at += slice) {
            feed(reader, std::string_view(all).substr(at, slice));
            while (true) {
                auto next = reader.next();
                REQUIRE(next.has_value());
                if (!*next)
                    break;
                found.push_back(std::move(**next));
            }
        }
        REQUIRE(found.size() == 4);
        CHECK(found[0].stream == 7);
        CHECK(found[0].opcode == Opcode::Ready);
        CHECK(found[1].body == "body");
        CHECK(found[2].stream == -1);
        CHECK(found[2].body == "e");
        CHECK(found[3].body.size() == 300'000);
    }
}

TEST_CASE("What is no frame of version 4 is refused, and nothing is kept for what it promises")
{
    const auto refused = [](const std::string& bytes) {
        FrameReader reader;
        feed(reader, bytes);
        const auto next = reader.next();
        return next ? std::string() : next.error();
    };
    CHECK(refused("-ERR unknown command").find("does not speak") != std::string::npos);
    CHECK(refused("HTTP/1.1 400 Bad Request").find("does not speak") != std::string::npos);
    CHECK(refused(octets("83 00 0000 00 00000000")).find("version 3") != std::string::npos);
    CHECK(refused(octets("84 01 0000 08 00000000")).find("compressed") != std::string::npos);
    CHECK(refused(octets("84 00 0000 08 7fffffff")).find("limit") != std::string::npos);
    CHECK(refused(frame(0x08, 1, Opcode::Result, octets("0005 0001"))).find("warnings") != std::string::npos);
    FrameReader reader;
    feed(reader, octets("84 00 0000 08 0fffffff"));
    CHECK_FALSE(reader.next()->has_value());
    CHECK(reader.space().size() < 1'000'000);
}

TEST_CASE("An error has its code, the server's words, and what it has forgotten")
{
    const auto syntax = parseError(octets("00002000") + text16("line 1:0 no viable alternative"));
    REQUIRE(syntax.has_value());
    CHECK(syntax->message == "line 1:0 no viable alternative");
    CHECK(errorKind(syntax->code) == stores::ErrorKind::BadStatement);
    const auto unprepared = parseError(octets("00002500") + text16("?") + text16("abc"));
    REQUIRE(unprepared.has_value());
    CHECK(unprepared->code == unpreparedCode);
    CHECK(unprepared->unprepared == "abc");
    CHECK(errorKind(0x0100) == stores::ErrorKind::Refused);
    CHECK(errorKind(0x1001) == stores::ErrorKind::Busy);
    CHECK(errorKind(0x1200) == stores::ErrorKind::Timeout);
    CHECK(parseError(octets("0000")).has_error());
}

TEST_CASE("A prepared statement tells its parameters' types")
{
    // kind, id, flags: one table, two columns, one of them the key, the table, name and type of each
    const auto body = octets("00000004") + text16("ID") + octets("00000001 00000002 00000001 0000") + text16("ks") +
                      text16("t") + text16("id") + octets("0009") + text16("words") + octets("0020 000d") +
                      octets("00000000 00000000");
    const auto statement = parsePrepared(body);
    REQUIRE(statement.has_value());
    CHECK(statement->id == "ID");
    REQUIRE(statement->parameters.size() == 2);
    CHECK(statement->parameters[0].id == TypeId::Int);
    CHECK(statement->parameters[1].id == TypeId::List);
    CHECK(statement->parameters[1].inner.at(0).id == TypeId::Varchar);
    for (std::size_t size = 0; size < body.size() - 8; ++size)
        CHECK(parsePrepared(std::string_view(body).substr(0, size)).has_error());
}

TEST_CASE("Rows become cells, page by page, behind the values that lead them")
{
    const auto body = octets("00000002 00000003 00000002") + cell("page") + text16("ks") + text16("t") + text16("n") +
                      octets("0009") + text16("data") + octets("0003") + octets("00000002") + cell(octets("00000007")) +
                      cell(octets("00ff")) + cell(octets("fffffffe")) + octets("ffffffff");
    stores::Rows rows;
    std::string page;
    REQUIRE(parseRows(body, {std::string("x")}, rows, page).has_value());
    CHECK(page == "page");
    CHECK(rows.columns == 3);
    CHECK(rows.cells == std::vector<Value>{std::string("x"), std::int64_t{7}, std::string("\0\xff", 2),
                                           std::string("x"), std::int64_t{-2}, std::monostate{}});
    for (std::size_t size = 4; size < body.size(); ++size)
        CHECK(parseRows(std::string_view(body).substr(0, size), {}, rows, page).has_error());
    rows.clear();
    CHECK(parseRows(octets("00000001"), {}, rows, page).has_value()); // no rows at all
    CHECK(rows.cells.empty());
    // a thousand million rows of a thousand million columns
    CHECK(parseRows(octets("00000002 00000001 3b9aca00") + text16("k") + text16("t"), {}, rows, page).has_error());
    CHECK(parseRows(octets("00000002 00000001 00000001") + text16("k") + text16("t") + text16("n") +
                        octets("0009 3b9aca00"),
                    {}, rows, page)
              .has_error());
}

TEST_CASE("Values keep what they are through every type that can hold them")
{
    for (const auto id : {TypeId::Bigint, TypeId::Counter, TypeId::Timestamp, TypeId::Time, TypeId::Varint}) {
        for (const std::int64_t number : {std::int64_t{0}, std::int64_t{-1}, INT64_MAX, INT64_MIN})
            CHECK(thereAndBack(number, id) == Value(number));
    }
    for (const auto id : {TypeId::Int, TypeId::Smallint, TypeId::Tinyint, TypeId::Date})
        CHECK(thereAndBack(std::int64_t{-7}, id) == Value(std::int64_t{-7}));
    CHECK(thereAndBack(std::int64_t{1}, TypeId::Boolean) == Value(std::int64_t{1}));
    CHECK(thereAndBack(0.1, TypeId::Double) == Value(0.1));
    CHECK(thereAndBack(0.5, TypeId::Float) == Value(0.5));
    CHECK(thereAndBack(std::int64_t{3}, TypeId::Double) == Value(3.0));
    CHECK(thereAndBack(std::int64_t{12}, TypeId::Decimal) == Value(12.0));
    const std::string bytes("\0\xff'\n", 4);
    for (const auto id : {TypeId::Blob, TypeId::Varchar, TypeId::Ascii})
        CHECK(thereAndBack(bytes, id) == Value(bytes));
    CHECK(thereAndBack(std::monostate{}, TypeId::Int) == Value(std::monostate{}));
    CHECK(thereAndBack(std::string("42"), TypeId::Int) == Value(std::int64_t{42}));
    const std::string uuid("01234567-89ab-cdef-0123-456789abcdef");
    CHECK(thereAndBack(uuid, TypeId::Uuid) == Value(uuid));

    CHECK(isRefused(std::int64_t{128}, TypeId::Tinyint));
    CHECK(isRefused(std::int64_t{1} << 31, TypeId::Int));
    CHECK(isRefused(std::int64_t{2}, TypeId::Boolean));
    CHECK(isRefused(1.5, TypeId::Int));
    CHECK(isRefused(std::string("x"), TypeId::Int));
    CHECK(isRefused(std::string("x"), TypeId::Uuid));
    CHECK(isRefused(std::int64_t{1}, TypeId::List));
    CHECK_FALSE(decodeValue({TypeId::Int, {}, {}}, "abc").has_value());
}

TEST_CASE("Collections become JSON")
{
    const Type number{TypeId::Int, {}, {}}, word{TypeId::Varchar, {}, {}};
    const auto list = octets("00000002") + cell(octets("00000001")) + octets("ffffffff");
    CHECK(decodeValue({TypeId::List, {number}, {}}, list) == Value(std::string("[1,null]")));
    const auto map = octets("00000001") + cell("a\"") + cell(octets("00000005"));
    CHECK(decodeValue({TypeId::Map, {word, number}, {}}, map) == Value(std::string(R"({"a\"":5})")));
    const Type person{TypeId::Udt, {word, number}, {"name", "age"}};
    CHECK(decodeValue(person, cell("Ada")) == Value(std::string(R"({"name":"Ada","age":null})")));
    CHECK_FALSE(decodeValue({TypeId::List, {number}, {}}, octets("7fffffff")).has_value());
    CHECK_FALSE(decodeValue({TypeId::List, {number}, {}}, list + "x").has_value());
}
