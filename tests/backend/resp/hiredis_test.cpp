// The same random bytes give the same values as hiredis' reader: RESP2 with any version, RESP3 from 1.2 on.
#include "tests/backend/resp/feed.hpp"
#include "tests/support/catch.hpp"

#include <hiredis/hiredis.h>

#include <algorithm>
#include <memory>
#include <random>

using namespace cachedeck;

namespace {

using Reader = std::unique_ptr<redisReader, decltype(&redisReaderFree)>;
using HiredisReply = std::unique_ptr<redisReply, decltype(&freeReplyObject)>;

constexpr bool hiredisKnowsResp3 = HIREDIS_MAJOR > 1 || (HIREDIS_MAJOR == 1 && HIREDIS_MINOR >= 2);

class Generator {
public:
    Generator(unsigned seed, bool resp3) : m_random(seed), m_resp3(resp3) {}

    std::string value(int depth = 0)
    {
        const auto choice = below(depth < 5 ? (m_resp3 ? 14 : 7) : 4);
        switch (choice) {
        case 0:
            return "+" + line() + "\r\n";
        case 1:
            return "-" + line() + "\r\n";
        case 2:
            return ":" + std::to_string(static_cast<std::int64_t>(m_random())) + "\r\n";
        case 3:
            return bulk('$', bytes(below(40)));
        case 4:
            return below(2) ? "$-1\r\n" : "*-1\r\n";
        case 5:
        case 6:
            return aggregate('*', 1, depth);
        case 7:
            return "_\r\n";
        case 8:
            return below(2) ? "#t\r\n" : "#f\r\n";
        case 9:
            return "," + std::to_string(static_cast<double>(static_cast<std::int64_t>(m_random())) / 1e9) + "\r\n";
        case 10:
            return "(" + std::to_string(m_random()) + std::to_string(m_random()) + "\r\n";
        case 11:
            return bulk('=', "txt:" + bytes(below(20)));
        case 12:
            return aggregate('%', 2, depth);
        default:
            return aggregate('~', 1, depth);
        }
    }
    std::size_t below(std::size_t limit) { return m_random() % limit; }

private:
    std::string bytes(std::size_t size)
    {
        std::string out(size, ' ');
        for (auto& c : out)
            c = static_cast<char>(m_random());
        return out;
    }
    std::string line()
    {
        std::string out(below(20), ' ');
        for (auto& c : out)
            c = static_cast<char>('!' + below(90));
        return out;
    }
    std::string bulk(char type, const std::string& content)
    {
        return type + std::to_string(content.size()) + "\r\n" + content + "\r\n";
    }
    std::string aggregate(char type, std::size_t values, int depth)
    {
        const auto count = below(6);
        auto out = type + std::to_string(count) + "\r\n";
        for (std::size_t i = 0; i < count * values; ++i)
            out += value(depth + 1);
        return out;
    }

    std::mt19937_64 m_random;
    bool m_resp3;
};

bool isTextType(int type)
{
#if HIREDIS_MAJOR >= 1
    if (type == REDIS_REPLY_VERB || type == REDIS_REPLY_BIGNUM)
        return true;
#endif
    return type == REDIS_REPLY_STRING || type == REDIS_REPLY_STATUS || type == REDIS_REPLY_ERROR;
}

// Whether hiredis' tree is ours. Doubles are compared by value, all else exactly.
bool same(const redisReply& theirs, resp::View ours)
{
    using resp::Type;
    if (isTextType(theirs.type))
        return ours.isText() && (theirs.type == REDIS_REPLY_ERROR) == ours.isError() &&
               (theirs.type == REDIS_REPLY_STATUS) == (ours.type() == Type::SimpleString) &&
               std::string_view(theirs.str, theirs.len) == ours.text();
    switch (ours.type()) {
    case Type::Integer:
        return theirs.type == REDIS_REPLY_INTEGER && theirs.integer == ours.integer();
    case Type::Null:
        return theirs.type == REDIS_REPLY_NIL;
#if HIREDIS_MAJOR >= 1
    case Type::Boolean:
        return theirs.type == REDIS_REPLY_BOOL && theirs.integer == ours.integer();
    case Type::Double:
        return theirs.type == REDIS_REPLY_DOUBLE && theirs.dval == ours.real();
#endif
    default:
        break;
    }
    if (!ours.isAggregate() || theirs.elements != ours.size())
        return false;
    std::size_t index = 0;
    return std::all_of(ours.begin(), ours.end(),
                       [&](resp::View element) { return same(*theirs.element[index++], element); });
}

void compare(bool resp3)
{
    for (unsigned seed = 0; seed < 3000; ++seed) {
        Generator generator(seed, resp3);
        const auto bytes = generator.value();
        const Reader reader(redisReaderCreate(), &redisReaderFree);
        resp::Parser parser;
        resp::Reply reply;
        std::string pending;
        bool done = false;
        for (std::size_t at = 0; at < bytes.size() && !done;) {
            const auto size = std::min(bytes.size() - at, 1 + generator.below(50));
            redisReaderFeed(reader.get(), bytes.data() + at, size);
            pending.append(bytes, at, size);
            at += size;
            void* theirs = nullptr;
            REQUIRE(redisReaderGetReply(reader.get(), &theirs) == REDIS_OK);
            const HiredisReply owned(static_cast<redisReply*>(theirs), &freeReplyObject);
            const auto progress = parser.parse(pending, reply);
            pending.erase(0, progress.consumed);
            REQUIRE(progress.status != resp::Parser::Status::Failed);
            done = progress.status == resp::Parser::Status::Done;
            if (done != (theirs != nullptr) || (done && !same(*owned, reply.root())))
                FAIL("seed " << seed << ", RESP" << (resp3 ? 3 : 2) << ": " << bytes);
        }
        if (!done)
            FAIL("seed " << seed << " is not whole: " << bytes);
    }
}

} // namespace

TEST_CASE("Random RESP2 replies have the same values as in hiredis' reader")
{
    compare(false);
}

TEST_CASE("Random RESP3 replies have the same values as in hiredis' reader, where it knows RESP3")
{
    if (hiredisKnowsResp3)
        compare(true);
}
