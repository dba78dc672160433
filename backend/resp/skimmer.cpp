#include "backend/resp/skimmer.hpp"

#include "backend/resp/whole_reply.hpp"

namespace cachedeck::resp {
namespace {

enum class Shape : std::uint8_t { Unusual, Value, Null };

// A value without elements, wherever it stands.
Shape skipScalar(const char*& at, const char* end, const Limits& limits) noexcept
{
    if (end - at < 3)
        return Shape::Unusual;
    const char* p = at + 1;
    std::size_t length = 0;
    std::int64_t number = 0;
    switch (*at) {
    case '$':
        if (readWholeBulk(p, end, limits, length))
            break;
        if (end - at < 5 || std::memcmp(at, "$-1\r\n", 5) != 0 || limits.total < 5)
            return Shape::Unusual;
        at += 5;
        return Shape::Null;
    case '+':
        if (readWholeLine(p, end, limits) < 0)
            return Shape::Unusual;
        break;
    case ':':
        if (!readWholeInteger(p, end, limits, number))
            return Shape::Unusual;
        break;
    case '_':
        if (at[1] != '\r' || at[2] != '\n' || limits.total < 3)
            return Shape::Unusual;
        at += 3;
        return Shape::Null;
    default:
        return Shape::Unusual;
    }
    at = p;
    return Shape::Value;
}

// An array of such values.
bool skipFlatArray(const char*& at, const char* end, const Limits& limits) noexcept
{
    const char* p = at + 1;
    const auto count = readShortLength(p, end);
    if (count < 0 || limits.depth < 1 || static_cast<std::uint64_t>(count) >= limits.elements)
        return false;
    for (auto left = count; left > 0; --left)
        if (skipScalar(p, end, limits) == Shape::Unusual)
            return false;
    if (static_cast<std::size_t>(p - at) > limits.total)
        return false;
    at = p;
    return true;
}

} // namespace

bool Skimmer::skipWhole(const char*& at, const char* end, Tally& tally) const noexcept
{
    if (m_limits.elements < 1)
        return false;
    if (at < end && *at == '*') {
        if (!skipFlatArray(at, end, m_limits))
            return false;
    } else {
        const auto shape = skipScalar(at, end, m_limits);
        if (shape == Shape::Unusual)
            return false;
        tally.nulls += shape == Shape::Null;
    }
    ++tally.replies;
    return true;
}

Skimmer::Progress Skimmer::skim(std::string_view bytes)
{
    Progress progress;
    const char* at = bytes.data();
    const char* const end = at + bytes.size();
    const auto stop = [&](Status status) {
        progress.status = status;
        progress.consumed = static_cast<std::size_t>(at - bytes.data());
        return progress;
    };
    while (at != end) {
        if (!m_parsing && m_parser.error() == ParseError::None && skipWhole(at, end, progress.tally))
            continue;
        m_parsing = true;
        const auto parsed = m_parser.parse({at, static_cast<std::size_t>(end - at)}, m_reply);
        at += parsed.consumed;
        if (parsed.status == Parser::Status::Failed)
            return stop(Status::Failed);
        if (parsed.status == Parser::Status::NeedMore)
            return stop(Status::NeedMore);
        m_parsing = false;
        const auto value = m_reply.root();
        if (value.type() == Type::Push) {
            ++progress.tally.pushes;
            continue;
        }
        ++progress.tally.replies;
        progress.tally.nulls += value.isNull();
        if (value.isError()) {
            ++progress.tally.errors;
            return stop(Status::Error);
        }
    }
    return stop(m_parser.error() == ParseError::None ? Status::NeedMore : Status::Failed);
}

void Skimmer::reset() noexcept
{
    m_parser.reset();
    m_parsing = false;
}

} // namespace cachedeck::resp
