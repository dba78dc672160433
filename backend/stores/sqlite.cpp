#include "backend/stores/sqlite.hpp"

#include "backend/stores/file_copy.hpp"
#include "backend/stores/sqlite_handle.hpp"
#include "backend/stores/sqlite_session.hpp"

#include <boost/url/encode.hpp>
#include <boost/url/pct_string_view.hpp>
#include <boost/url/rfc/pchars.hpp>
#include <fmt/format.h>

#include <system_error>

namespace cachedeck::stores {
namespace {

std::filesystem::path pathOf(std::string_view utf8)
{
    return {std::u8string(utf8.begin(), utf8.end())};
}

// SQLite counts its memory under a process-wide mutex unless told otherwise, which two busy threads feel. It can be
// told only before its first use; later the call changes nothing.
void turnOffMemoryStatistics()
{
    [[maybe_unused]] static const int once = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

class SqliteStore final : public Store {
public:
    SqliteStore(std::filesystem::path file, std::string url) : m_file(std::move(file)), m_url(std::move(url)) {}

    std::string_view kind() const noexcept override { return "sqlite"; }
    std::string version() const override { return sqlite3_libversion(); }
    std::string location() const override { return m_url; }
    bool blocks() const noexcept override { return true; }
    bool inProcess() const noexcept override { return true; }

    StatementId prepare(std::string_view text, const std::vector<std::string>& parameterNames) override
    {
        m_statements.push_back({std::string(text), parameterNames});
        return m_statements.size() - 1;
    }

    Result<std::unique_ptr<Session>> open(runtime::IoThread&, std::chrono::milliseconds deadline) override
    {
        return sqlite::SqliteSession::open(m_file, m_url, m_statements, deadline);
    }

    Result<std::unique_ptr<Store>> copy(const std::string& directory, const std::string& name,
                                        const std::vector<std::string>& writes) override;

private:
    Result<void> copyFiles(const std::filesystem::path& target) const;

    std::filesystem::path m_file;
    std::string m_url;
    std::vector<sqlite::StatementText> m_statements;
};

Result<void> SqliteStore::copyFiles(const std::filesystem::path& target) const
{
    auto source = sqlite::open(m_file, m_url);
    if (!source)
        return source.error();
    sqlite3_busy_timeout(source->get(), 5000);
    // No writer may commit and no checkpoint may run while the file and its write-ahead log are copied.
    if (const auto held = sqlite::execute(source->get(), "BEGIN IMMEDIATE", m_url); !held) {
        if (held.error().kind != ErrorKind::Refused) // a file that nobody may write needs no lock
            return held.error();
    }
    const auto beside = [](std::filesystem::path file, const char* suffix) { return file += suffix; };
    std::error_code error;
    std::filesystem::remove(beside(target, "-wal"), error);
    std::filesystem::remove(beside(target, "-shm"), error);
    error = copyFile(m_file, target);
    std::error_code ignored;
    if (!error && std::filesystem::exists(beside(m_file, "-wal"), ignored))
        error = copyFile(beside(m_file, "-wal"), beside(target, "-wal"));
    if (error) {
        const bool full = error == std::errc::no_space_on_device;
        return Error{full ? ErrorKind::Full : ErrorKind::Other, m_url,
                     fmt::format("It could not be copied to {}: {}.", target.string(), error.message()),
                     full ? "Free some space on that disk." : "May that folder be written?"};
    }
    return {};
}

Result<std::unique_ptr<Store>> SqliteStore::copy(const std::string& directory, const std::string& name,
                                                 const std::vector<std::string>&)
{
    const auto target = pathOf(directory) / pathOf(name + ".sqlite");
    std::error_code error;
    std::filesystem::create_directories(target.parent_path(), error);
    if (const auto copied = copyFiles(target); !copied)
        return copied.error();
    const auto url = sqliteUrl(target);
    auto database = sqlite::open(target, url);
    if (!database)
        return database.error();
    if (const auto set = sqlite::execute(database->get(), "PRAGMA journal_mode = WAL", url); !set)
        return set.error();
    return std::unique_ptr<Store>(std::make_unique<SqliteStore>(target, url));
}

} // namespace

std::string sqliteUrl(const std::filesystem::path& file)
{
    const auto utf8 = file.generic_u8string();
    const std::string_view text(reinterpret_cast<const char*>(utf8.data()), utf8.size());
    auto allowed = boost::urls::pchars + '/';
    return "sqlite:" + boost::urls::encode(text, allowed);
}

Result<std::unique_ptr<Store>> openSqlite(std::string_view url)
{
    turnOffMemoryStatistics();
    auto text = url.substr(url.find(':') + 1);
    if (text.starts_with("///"))
        text.remove_prefix(2);
    const auto encoded = boost::urls::make_pct_string_view(text);
    if (!encoded)
        return Error{ErrorKind::Refused, std::string(url), "A \"%\" is not followed by two hexadecimal digits.",
                     "Write %25 for a percent sign."};
    const auto file = pathOf(encoded->decode());
    const auto shown = sqliteUrl(file);
    std::error_code error;
    if (!std::filesystem::is_regular_file(file, error))
        return Error{ErrorKind::Unreachable, shown, fmt::format("There is no file {}.", file.string()),
                     "CacheDeck does not create it; is the path right?"};
    const auto database = sqlite::open(file, shown);
    if (!database)
        return database.error();
    // The first look into the file: one that is no database says so now.
    if (const auto read = sqlite::execute(database->get(), "PRAGMA schema_version", shown); !read)
        return read.error();
    return std::unique_ptr<Store>(std::make_unique<SqliteStore>(file, shown));
}

} // namespace cachedeck::stores
