#include "backend/keyspace/metadata.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace cachedeck::keyspace {

using redis::Result;
using runtime::Task;

KeyType keyTypeFromName(std::string_view name) noexcept
{
    if (name == "string")
        return KeyType::String;
    if (name == "list")
        return KeyType::List;
    if (name == "set")
        return KeyType::Set;
    if (name == "zset")
        return KeyType::SortedSet;
    if (name == "hash")
        return KeyType::Hash;
    if (name == "stream")
        return KeyType::Stream;
    return name.empty() || name == "none" ? KeyType::None : KeyType::Other;
}

std::string_view typeName(KeyType type) noexcept
{
    switch (type) {
    case KeyType::None:
        return "none";
    case KeyType::String:
        return "string";
    case KeyType::List:
        return "list";
    case KeyType::Set:
        return "set";
    case KeyType::SortedSet:
        return "zset";
    case KeyType::Hash:
        return "hash";
    case KeyType::Stream:
        return "stream";
    case KeyType::Other:
        return "module";
    }
    return "module";
}

std::optional<std::chrono::milliseconds> KeyMetadata::ttlAt(std::chrono::steady_clock::time_point now) const noexcept
{
    if (!ttl)
        return std::nullopt;
    const auto passed = std::chrono::duration_cast<std::chrono::milliseconds>(now - at);
    return std::max(std::chrono::milliseconds(0), *ttl - passed);
}

namespace {

enum Part : std::size_t { Type, Ttl, Memory, Encoding, Use, parts };

constexpr std::array<std::string_view, parts> partNames{"TYPE", "PTTL", "MEMORY USAGE", "OBJECT ENCODING",
                                                        "OBJECT IDLETIME"};

bool isRefusal(std::string_view error)
{
    return error.starts_with("NOPERM") || error.find("unknown command") != std::string_view::npos ||
           error.find("Unknown subcommand") != std::string_view::npos ||
           error.find("unknown subcommand") != std::string_view::npos;
}

} // namespace

struct MetadataReader::Refusals {
    std::array<std::string, parts> text; // empty: not refused
    bool frequency = false;              // the policy is LFU: OBJECT FREQ in place of OBJECT IDLETIME

    std::array<bool, parts> wanted(const MetadataOptions& options) const
    {
        std::array<bool, parts> asked{true, options.ttl, options.memory, options.encoding, options.idle};
        for (std::size_t part = 0; part < parts; ++part)
            asked[part] = asked[part] && text[part].empty();
        return asked;
    }

    void encode(resp::Request& request, const std::string& key, const std::array<bool, parts>& asked, int samples) const
    {
        if (asked[Type])
            request.append({"TYPE", key});
        if (asked[Ttl])
            request.append({"PTTL", key});
        if (asked[Memory])
            request.append({"MEMORY", "USAGE", key, "SAMPLES", std::to_string(samples)});
        if (asked[Encoding])
            request.append({"OBJECT", "ENCODING", key});
        if (asked[Use])
            request.append({"OBJECT", frequency ? "FREQ" : "IDLETIME", key});
    }

    void noteError(Part part, std::string_view error)
    {
        if (part == Use && error.find("LFU maxmemory policy") != std::string_view::npos)
            frequency =
                error.find("is selected") != std::string_view::npos; // for the next keys; the policy may change again
        else if (isRefusal(error))
            text[part] = error;
    }

    void take(Part part, resp::View reply, KeyMetadata& value) const
    {
        const auto number = reply.integer();
        switch (part) {
        case Type:
            value.type = keyTypeFromName(reply.text());
            value.exists = value.type != KeyType::None;
            break;
        case Ttl: // −2: gone, −1: none
            if (number && *number >= 0)
                value.ttl = std::chrono::milliseconds(*number);
            value.persistent = number == -1;
            value.exists = value.exists || (number && *number != -2);
            break;
        case Memory:
            if (number)
                value.memory = static_cast<std::uint64_t>(*number);
            break;
        case Encoding:
            value.encoding = reply.text();
            break;
        case Use:
            if (number && frequency)
                value.frequency = static_cast<int>(*number);
            else if (number)
                value.idle = std::chrono::seconds(*number);
            break;
        case parts:
            break;
        }
    }

    static Task<Result<MetadataBatch>> fetch(std::shared_ptr<Refusals> self, redis::Connection& connection,
                                             std::vector<std::string> keys, MetadataOptions options)
    {
        MetadataBatch batch;
        batch.values.resize(keys.size());
        const auto asked = self->wanted(options);
        const bool frequency = self->frequency;
        resp::Request request;
        for (const auto& key : keys)
            self->encode(request, key, asked, options.memorySamples);
        batch.keys = std::move(keys);
        std::vector<resp::Reply> replies;
        if (request.commands() > 0) {
            auto asking = connection.execute(request, replies, options.deadline);
            const auto result = co_await asking;
            if (!result.has_value())
                co_return result.error();
        }
        const auto at = std::chrono::steady_clock::now();
        auto reply = replies.begin();
        for (auto& value : batch.values) {
            value.at = at;
            for (std::size_t index = 0; index < parts && reply != replies.end(); ++index) {
                if (!asked[index])
                    continue;
                const auto part = static_cast<Part>(index);
                const auto root = (reply++)->root();
                if (root.isError())
                    self->noteError(part, root.text());
                else if (!root.isNull() && (part != Use || frequency == self->frequency))
                    self->take(part, root, value);
            }
        }
        for (std::size_t part = 0; part < parts; ++part)
            if (!self->text[part].empty())
                batch.refused.push_back(fmt::format("{}: {}", partNames[part], self->text[part]));
        co_return batch;
    }

    static Task<void> answer(std::shared_ptr<Refusals> self, redis::Client& client, std::vector<std::string> keys,
                             MetadataOptions options, Handler handler)
    {
        auto fetching = fetch(std::move(self), client.connection(), std::move(keys), options);
        auto batch = co_await fetching;
        handler(std::move(batch));
    }
};

MetadataReader::MetadataReader() : m_refusals(std::make_shared<Refusals>()) {}

Task<Result<MetadataBatch>> MetadataReader::fetch(redis::Connection& connection, std::vector<std::string> keys,
                                                  MetadataOptions options)
{
    return Refusals::fetch(m_refusals, connection, std::move(keys), options);
}

void MetadataReader::request(redis::Client& client, std::vector<std::string> keys, MetadataOptions options,
                             Handler handler)
{
    client.thread().spawn(Refusals::answer(m_refusals, client, std::move(keys), options, std::move(handler)));
}

} // namespace cachedeck::keyspace
