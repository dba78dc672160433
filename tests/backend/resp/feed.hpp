#pragma once
// Gives bytes to a parser the way a connection does: what was not consumed is given again, with more behind it.

#include "backend/resp/parser.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace cachedeck::test {

struct Parsed {
    std::vector<resp::Reply> replies;
    resp::ParseError error = resp::ParseError::None;
    bool whole = true; // nothing is left over
};

// Feeds the pieces one after the other.
inline Parsed feed(const std::vector<std::string_view>& pieces, resp::Limits limits = {})
{
    Parsed parsed;
    resp::Parser parser(limits);
    resp::Reply reply;
    std::string buffer;
    for (const auto piece : pieces) {
        buffer.append(piece);
        std::size_t at = 0;
        while (at < buffer.size()) {
            const auto progress = parser.parse(std::string_view(buffer).substr(at), reply);
            at += progress.consumed;
            if (progress.status == resp::Parser::Status::Failed) {
                parsed.error = parser.error();
                return parsed;
            }
            parsed.whole = progress.status == resp::Parser::Status::Done;
            if (!parsed.whole)
                break;
            parsed.replies.push_back(reply);
        }
        buffer.erase(0, at);
    }
    return parsed;
}

inline Parsed feed(std::string_view bytes, resp::Limits limits = {})
{
    return feed(std::vector<std::string_view>{bytes}, limits);
}

} // namespace cachedeck::test
