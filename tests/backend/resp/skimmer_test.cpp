// The skimmer counts what the parser reads: on random replies, on damaged ones and with narrow limits, however cut.
#include "backend/resp/skimmer.hpp"
#include "tests/backend/resp/feed.hpp"
#include "tests/support/catch.hpp"

#include <random>

using namespace cachedeck;
using resp::Skimmer;

namespace {

struct Counted {
    std::uint64_t replies = 0, nulls = 0, errors = 0, pushes = 0;
    std::vector<std::string> errorTexts;
    resp::ParseError error = resp::ParseError::None;
    bool operator==(const Counted&) const = default;
};

Counted parsed(const std::vector<std::string_view>& pieces, resp::Limits limits)
{
    Counted counted;
    const auto all = test::feed(pieces, limits);
    for (const auto& reply : all.replies) {
        const auto value = reply.root();
        if (value.type() == resp::Type::Push) {
            ++counted.pushes;
            continue;
        }
        ++counted.replies;
        counted.nulls += value.isNull();
        counted.errors += value.isError();
        if (value.isError())
            counted.errorTexts.emplace_back(value.text());
    }
    counted.error = all.error;
    return counted;
}

Counted skimmed(const std::vector<std::string_view>& pieces, resp::Limits limits)
{
    Counted counted;
    Skimmer skimmer(limits);
    std::string buffer;
    for (const auto piece : pieces) {
        buffer.append(piece);
        for (bool more = true; more;) {
            const auto progress = skimmer.skim(buffer);
            REQUIRE(progress.consumed <= buffer.size());
            buffer.erase(0, progress.consumed);
            counted.replies += progress.tally.replies;
            counted.nulls += progress.tally.nulls;
            counted.errors += progress.tally.errors;
            counted.pushes += progress.tally.pushes;
            more = progress.status == Skimmer::Status::Error;
            if (more)
                counted.errorTexts.emplace_back(skimmer.errorText());
            if (progress.status == Skimmer::Status::Failed) {
                counted.error = skimmer.parseError();
                return counted;
            }
        }
    }
    return counted;
}

std::string randomReply(std::mt19937& random, int depth)
{
    const auto below = [&](unsigned limit) { return static_cast<int>(random() % limit); };
    const auto text = [&](int size) {
        std::string out(static_cast<std::size_t>(size), ' ');
        for (auto& c : out)
            c = static_cast<char>(random());
        return out;
    };
    const auto bulk = [&](char type, const std::string& bytes) {
        return type + std::to_string(bytes.size()) + "\r\n" + bytes + "\r\n";
    };
    const auto some = [&](char type, int values) {
        const int count = below(5);
        auto out = type + std::to_string(count) + "\r\n";
        for (int i = 0; i < count * values; ++i)
            out += randomReply(random, depth + 1);
        return out;
    };
    switch (below(depth < 4 ? 16 : 8)) {
    case 0:
        return "+OK\r\n";
    case 1:
        return "+" + std::string(static_cast<std::size_t>(below(100)), 'y') + "\r\n";
    case 2:
        return ":" + std::to_string(static_cast<std::int64_t>(random()) * (below(2) ? 1 : -1)) + "\r\n";
    case 3:
        return bulk('$', text(below(2) ? below(9) : below(300)));
    case 4:
        return below(2) ? "$-1\r\n" : "*-1\r\n";
    case 5:
        return "_\r\n";
    case 6:
        return "-ERR " + std::string(static_cast<std::size_t>(below(20)), 'e') + "\r\n";
    case 7:
        return "$?\r\n;3\r\nabc\r\n;0\r\n";
    case 8:
        return below(2) ? "#t\r\n" : ",1.5\r\n";
    case 9:
        return bulk('=', "txt:" + text(below(9)));
    case 10:
        return some('%', 2);
    case 11:
        return some('~', 1);
    case 12:
        return depth == 0 ? some('>', 1) : ":0007\r\n";
    case 13:
        return bulk('!', text(below(9)));
    default:
        return some('*', 1);
    }
}

// Pieces of the bytes, cut at random.
std::vector<std::string_view> cut(std::string_view bytes, std::mt19937& random, std::size_t most)
{
    std::vector<std::string_view> pieces;
    while (!bytes.empty()) {
        const auto size = std::min(bytes.size(), 1 + random() % most);
        pieces.push_back(bytes.substr(0, size));
        bytes.remove_prefix(size);
    }
    return pieces;
}

void compare(const std::string& bytes, std::mt19937& random, resp::Limits limits)
{
    const auto expected = parsed({bytes}, limits);
    for (const std::size_t most : {bytes.size() + 1, std::size_t{40}, std::size_t{1}})
        if (!(skimmed(cut(bytes, random, most), limits) == expected))
            FAIL("differs in pieces of at most " << most << ": " << bytes);
}

} // namespace

TEST_CASE("The skimmer counts random replies as the parser reads them")
{
    for (unsigned seed = 0; seed < 2000; ++seed) {
        std::mt19937 random(seed);
        std::string bytes;
        for (int i = 0; i < 8; ++i)
            bytes += randomReply(random, 0);
        compare(bytes, random, {});
    }
}

TEST_CASE("The skimmer refuses damaged replies where the parser does")
{
    for (unsigned seed = 0; seed < 4000; ++seed) {
        std::mt19937 random(seed);
        std::string bytes;
        for (int i = 0; i < 4; ++i)
            bytes += randomReply(random, 0);
        for (auto damages = 1 + random() % 3; damages > 0; --damages) {
            constexpr std::string_view likely = "$*+:-_\r\n0129?>;.";
            bytes[random() % bytes.size()] = likely[random() % likely.size()];
        }
        compare(bytes, random, {});
    }
}

TEST_CASE("The skimmer keeps the parser's limits")
{
    for (unsigned seed = 0; seed < 4000; ++seed) {
        std::mt19937 random(seed);
        resp::Limits limits;
        limits.depth = random() % 4;
        limits.bulk = random() % 40;
        limits.elements = random() % 8;
        limits.line = random() % 40;
        limits.total = random() % 80;
        std::string bytes;
        for (int i = 0; i < 4; ++i)
            bytes += randomReply(random, 0);
        compare(bytes, random, limits);
    }
}

TEST_CASE("A recorded conversation is counted reply by reply")
{
    const std::string bytes = "$5\r\nhello\r\n$-1\r\n+OK\r\n-WRONGTYPE Operation against a key\r\n:42\r\n"
                              ">2\r\n+invalidate\r\n*1\r\n$1\r\nk\r\n*3\r\n$1\r\na\r\n$-1\r\n:3\r\n*0\r\n";
    Skimmer skimmer;
    const auto first = skimmer.skim(bytes);
    CHECK(first.status == Skimmer::Status::Error);
    CHECK(first.tally.replies == 4);
    CHECK(first.tally.nulls == 1);
    CHECK(first.tally.errors == 1);
    CHECK(skimmer.errorText() == "WRONGTYPE Operation against a key");
    const auto second = skimmer.skim(std::string_view(bytes).substr(first.consumed));
    CHECK(second.status == Skimmer::Status::NeedMore);
    CHECK(second.tally.replies == 3);
    CHECK(second.tally.pushes == 1);
    CHECK(first.consumed + second.consumed == bytes.size());
}
