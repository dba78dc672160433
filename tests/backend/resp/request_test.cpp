#include "backend/resp/request.hpp"
#include "tests/support/catch.hpp"

#include <hiredis/hiredis.h>

#include <random>
#include <vector>

using namespace cachedeck;

namespace {

std::string byHiredis(const std::vector<std::string>& command)
{
    std::vector<const char*> pointers;
    std::vector<std::size_t> lengths;
    for (const auto& argument : command) {
        pointers.push_back(argument.data());
        lengths.push_back(argument.size());
    }
    char* target = nullptr;
    const auto length =
        redisFormatCommandArgv(&target, static_cast<int>(command.size()), pointers.data(), lengths.data());
    std::string bytes(target, static_cast<std::size_t>(length));
    redisFreeCommand(target);
    return bytes;
}

} // namespace

TEST_CASE("Commands are encoded as hiredis encodes them, whatever their bytes")
{
    std::mt19937 random(7);
    resp::Request request;
    for (int round = 0; round < 2000; ++round) {
        std::vector<std::string> command(1 + random() % 12);
        for (auto& argument : command) {
            argument.resize(random() % (round % 50 == 0 ? 20'000 : 30));
            for (auto& c : argument)
                c = static_cast<char>(random());
        }
        const std::vector<std::string_view> views(command.begin(), command.end());
        request.clear();
        request.append(views);
        if (request.bytes() != byHiredis(command))
            FAIL("round " << round);
        CHECK(request.commands() == 1);
    }
}

TEST_CASE("A request counts its commands and takes them argument by argument")
{
    resp::Request request{"GET", "a"};
    request.begin(4).argument("SET").argument("a").argument(std::int64_t(-42)).argument("");
    CHECK(request.commands() == 2);
    CHECK(request.bytes() == "*2\r\n$3\r\nGET\r\n$1\r\na\r\n*4\r\n$3\r\nSET\r\n$1\r\na\r\n$3\r\n-42\r\n$0\r\n\r\n");
    request.clear();
    CHECK(request.commands() == 0);
    CHECK(request.bytes().empty());
}
