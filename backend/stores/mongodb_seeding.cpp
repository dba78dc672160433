#include "backend/stores/mongodb_seeding.hpp"

#include "backend/stores/copy_name.hpp"
#include "backend/stores/mongodb_command.hpp"
#include "backend/stores/mongodb_marker.hpp"

#include <fmt/format.h>

#include <map>

namespace cachedeck::stores::mongodb {
namespace {

constexpr std::size_t rowsAtATime = 1000;
constexpr auto patience = std::chrono::minutes(10);

// Documents on their way into one collection.
class Inserter {
public:
    Inserter(Client& client, std::string database) : m_client(client), m_database(std::move(database)) {}

    void into(std::string collection) { m_collection = std::move(collection); }
    bool isFull() const noexcept { return m_documents.size() >= rowsAtATime; }
    void add(Bson document) { m_documents.push_back(std::move(document)); }
    Result<void> flush()
    {
        if (m_documents.empty())
            return {};
        const Bson command(bson_new());
        BSON_APPEND_UTF8(command.get(), "insert", m_collection.c_str());
        BSON_APPEND_BOOL(command.get(), "ordered", false);
        bson_t list;
        BSON_APPEND_ARRAY_BEGIN(command.get(), "documents", &list);
        for (std::size_t i = 0; i < m_documents.size(); ++i) {
            const auto number = std::to_string(i);
            BSON_APPEND_DOCUMENT(&list, number.c_str(), m_documents[i].get());
        }
        bson_append_array_end(command.get(), &list);
        m_documents.clear();
        const auto done = m_client.command(m_database, command.get());
        return done ? Result<void>() : Result<void>(done.error());
    }

private:
    Client& m_client;
    std::string m_database, m_collection;
    std::vector<Bson> m_documents;
};

Result<std::map<std::string, std::vector<std::string>>> parseTables(const std::string& json, const std::string& store)
{
    std::map<std::string, std::vector<std::string>> tables;
    const auto document = fromJson(json);
    bson_iter_t place, list;
    if (!document || !bson_iter_init(&place, document.get()))
        return Error{ErrorKind::BadStatement, store, "The schema is no object of collections and their fields.",
                     R"(Expected {"users": ["_id", "name"]}.)"};
    while (bson_iter_next(&place)) {
        auto& fields = tables[bson_iter_key(&place)];
        if (BSON_ITER_HOLDS_ARRAY(&place) && bson_iter_recurse(&place, &list)) {
            while (bson_iter_next(&list)) {
                if (BSON_ITER_HOLDS_UTF8(&list))
                    fields.emplace_back(bson_iter_utf8(&list, nullptr));
            }
        }
    }
    return tables;
}

class MongodbSeeding final : public Seeding {
public:
    MongodbSeeding(std::unique_ptr<Client> client, std::unique_ptr<Claim> claim, DataSet data,
                   std::map<std::string, std::vector<std::string>> tables, std::function<bool(std::uint64_t)> proceed)
        : m_client(std::move(client)),
          m_claim(std::move(claim)),
          m_data(std::move(data)),
          m_tables(std::move(tables)),
          m_proceed(std::move(proceed)),
          m_inserter(*m_client, m_data.name)
    {}
    ~MongodbSeeding() override
    {
        if (!m_isWhole)
            m_claim->giveUp();
    }

    void table(std::string_view table, std::size_t columns) override
    {
        take(flush());
        m_inserter.into(std::string(table));
        const auto known = m_tables.find(std::string(table));
        m_fields = known == m_tables.end() ? nullptr : &known->second;
        if (m_fields != nullptr && m_fields->size() != columns)
            take(Error{
                ErrorKind::BadStatement, "",
                fmt::format("The collection {} has {} fields; its rows have {}.", table, m_fields->size(), columns),
                ""});
    }

    bool row(std::span<const workload::Value> cells) override
    {
        if (m_error)
            return false;
        if (m_fields == nullptr)
            return true;
        Bson document(bson_new());
        for (std::size_t i = 0; i < cells.size(); ++i)
            appendValue(document.get(), (*m_fields)[i], cells[i]);
        m_inserter.add(std::move(document));
        ++m_rows;
        if (!m_inserter.isFull())
            return true;
        take(flush());
        return !m_error && m_proceed(m_rows);
    }

    Result<void> finish() override
    {
        take(flush());
        if (!m_error)
            take(runIndexes());
        if (!m_error)
            take(m_claim->tellWhole());
        if (m_error)
            return *m_error;
        m_isWhole = true;
        return {};
    }

    std::uint64_t rows() const noexcept override { return m_rows; }
    const std::optional<Error>& error() const noexcept override { return m_error; }

private:
    // Not into what is another one's meanwhile.
    Result<void> flush()
    {
        const auto ours = m_claim->check();
        return ours ? m_inserter.flush() : ours;
    }
    Result<void> runIndexes()
    {
        if (m_data.indexes.empty())
            return {};
        const auto query = parseQuery(fmt::format(R"({{"transaction": {}}})", m_data.indexes), {});
        if (!query)
            return Error{ErrorKind::BadStatement, "", query.error(), ""};
        for (const auto& command : query->commands) {
            if (const auto ours = m_claim->check(); !ours)
                return ours;
            const auto bound = bindCommand(command, {}, {}, std::chrono::milliseconds(0));
            auto reply = m_client->command(m_data.name, bound.get());
            if (!reply)
                return reply.error();
            if (!command.isQuery)
                continue;
            if (const auto done = m_client->documents(std::move(*reply), [](const bson_t*) { return true; }); !done)
                return done;
        }
        return {};
    }
    void take(const Result<void>& result)
    {
        if (!result && !m_error)
            m_error = result.error();
    }

    std::unique_ptr<Client> m_client;
    std::unique_ptr<Claim> m_claim;
    DataSet m_data;
    std::map<std::string, std::vector<std::string>> m_tables;
    std::function<bool(std::uint64_t)> m_proceed;
    Inserter m_inserter;
    const std::vector<std::string>* m_fields = nullptr;
    std::uint64_t m_rows = 0;
    std::optional<Error> m_error;
    bool m_isWhole = false;
};

Result<void> copyIndexes(Client& client, const std::string& from, const std::string& to, const std::string& name)
{
    auto reply = client.command(from, fmt::format(R"({{"listIndexes": "{}"}})", name));
    if (!reply)
        return reply.error();
    const Bson command(bson_new());
    BSON_APPEND_UTF8(command.get(), "createIndexes", name.c_str());
    bson_t list;
    BSON_APPEND_ARRAY_BEGIN(command.get(), "indexes", &list);
    std::uint32_t count = 0;
    const auto read = client.documents(std::move(*reply), [&](const bson_t* document) {
        bson_iter_t place;
        if (bson_iter_init_find(&place, document, "name") && BSON_ITER_HOLDS_UTF8(&place) &&
            std::string_view(bson_iter_utf8(&place, nullptr)) == "_id_")
            return true;
        const Bson index(bson_new());
        bson_copy_to_excluding_noinit(document, index.get(), "ns", "v", nullptr);
        const auto number = std::to_string(count);
        BSON_APPEND_DOCUMENT(&list, number.c_str(), index.get());
        ++count;
        return true;
    });
    bson_append_array_end(command.get(), &list);
    if (!read || count == 0)
        return read;
    const auto made = client.command(to, command.get());
    return made ? Result<void>() : Result<void>(made.error());
}

} // namespace

Result<bool> isSeeded(const Target& target, const DataSet& data)
{
    const auto client = Client::open(target, std::chrono::seconds(10));
    if (!client)
        return client.error();
    const auto found = markerOf(**client, data.name);
    if (!found)
        return found.error();
    return found->state == stateWhole;
}

Result<std::unique_ptr<Seeding>> seed(const Target& target, const DataSet& data,
                                      std::function<bool(std::uint64_t)> proceed)
{
    auto tables = parseTables(data.tables, target.url);
    if (!tables)
        return tables.error();
    auto client = Client::open(target, patience);
    if (!client)
        return client.error();
    auto claim = Claim::make(target, **client, data.name, proceed);
    if (!claim)
        return claim.error();
    if (!*claim)
        return std::unique_ptr<Seeding>();
    return std::unique_ptr<Seeding>(std::make_unique<MongodbSeeding>(std::move(*client), std::move(*claim), data,
                                                                     std::move(*tables), std::move(proceed)));
}

void dropOldCopies(Client& client)
{
    constexpr auto old = std::chrono::hours(24);
    const auto reply = client.command("admin", R"({"listDatabases": 1, "nameOnly": true})");
    bson_iter_t list, database, name;
    if (!reply || !bson_iter_init_find(&list, reply->get(), "databases") || !BSON_ITER_HOLDS_ARRAY(&list) ||
        !bson_iter_recurse(&list, &database))
        return;
    while (bson_iter_next(&database)) {
        if (!BSON_ITER_HOLDS_DOCUMENT(&database) || !bson_iter_recurse(&database, &name) ||
            !bson_iter_find(&name, "name") || !BSON_ITER_HOLDS_UTF8(&name))
            continue;
        const std::string copy(bson_iter_utf8(&name, nullptr));
        if (!copy.starts_with(copyPrefix))
            continue;
        const auto found = markerOf(client, copy);
        if (found && found->state == stateCopy && found->age() > old)
            (void)client.command(copy, R"({"dropDatabase": 1})");
    }
}

Result<void> copyDatabase(Client& client, const std::string& from, const std::string& to)
{
    const auto names = client.collections(from);
    if (!names)
        return names.error();
    if (const auto marked = markCopy(client, to); !marked) // before anything else is there
        return marked;
    Inserter inserter(client, to);
    for (const auto& name : *names) {
        if (name.starts_with("system.") || name == markerCollection)
            continue;
        const auto quoted = fmt::format(R"({{"find": "{}"}})", name);
        auto reply = client.command(from, quoted);
        if (!reply)
            return reply.error();
        inserter.into(name);
        std::optional<Error> failure;
        const auto read = client.documents(std::move(*reply), [&](const bson_t* document) {
            inserter.add(Bson(bson_copy(document)));
            if (const auto sent = inserter.isFull() ? inserter.flush() : Result<void>(); !sent)
                failure = sent.error();
            return !failure;
        });
        if (failure)
            return *failure;
        if (!read)
            return read;
        if (const auto rest = inserter.flush(); !rest)
            return rest;
        if (const auto indexed = copyIndexes(client, from, to, name); !indexed)
            return indexed;
    }
    return {};
}

} // namespace cachedeck::stores::mongodb
