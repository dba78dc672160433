#include "backend/stores/world_data.hpp"

#include "backend/stores/checksum.hpp"
#include "backend/stores/file_lock.hpp"
#include "backend/stores/sqlite.hpp"
#include "backend/stores/sqlite_sink.hpp"
#include "backend/workload/generators/generator.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <system_error>
#include <thread>
#include <vector>

namespace cachedeck::stores {
namespace {

namespace fs = std::filesystem;
using Kind = DataError::Kind;
using Phase = DataProgress::Phase;

fs::path beside(fs::path file, std::string_view suffix)
{
    return file += suffix;
}

// What is asked for, found in the workload.
struct Wanted {
    const workload::Generator* generator = nullptr;
    const workload::DataSource* data = nullptr;
    std::int64_t items = 0;
    const workload::DataSource::Schema* schema = nullptr;
};

DataResult<Wanted> look(const workload::Workload& workload, std::string_view size)
{
    if (!workload.data)
        return DataError{Kind::NoData, fmt::format("The workload \"{}\" has no generated data.", workload.name),
                         "Name a store instead."};
    const auto& data = *workload.data;
    const auto* generator = workload::findGenerator(data.generator);
    if (generator == nullptr) {
        std::vector<std::string_view> names;
        for (const auto& known : workload::generators())
            names.push_back(known.name);
        return DataError{Kind::NoData, fmt::format("There is no data generator \"{}\".", data.generator),
                         fmt::format("The known ones are {}.", fmt::join(names, ", "))};
    }
    const auto items = data.sizes.find(std::string(size));
    if (items == data.sizes.end())
        return DataError{Kind::NoData,
                         fmt::format("The workload \"{}\" has no data of the size \"{}\".", workload.name, size), ""};
    const auto schema = data.schema.find("sqlite");
    if (schema == data.schema.end())
        return DataError{Kind::NoData, fmt::format("The workload \"{}\" has no schema for sqlite.", workload.name), ""};
    return Wanted{generator, &data, items->second, &schema->second};
}

std::string fileName(const Wanted& wanted, std::string_view size)
{
    auto facts = fmt::format("{}\n{}\n{}\n{}\n{}\n{}", wanted.generator->name, wanted.generator->version,
                             wanted.data->seed, wanted.items, wanted.schema->tables, wanted.schema->indexes);
    if (wanted.generator->facts != nullptr)
        facts += "\n" + wanted.generator->facts(*wanted.data);
    const auto fingerprint = sha256(facts);
    std::string word(size);
    std::replace_if(
        word.begin(), word.end(), [](unsigned char letter) { return std::isalnum(letter) == 0; }, '_');
    return fmt::format("{}-{}-{}.sqlite", wanted.generator->name, word, fingerprint.substr(0, 8));
}

// The checksum that stands beside a file; empty: none.
std::string recordedChecksum(const fs::path& file)
{
    std::ifstream stream(beside(file, ".sha256"));
    std::string checksum;
    stream >> checksum;
    return checksum;
}

bool recordChecksum(const fs::path& file, const std::string& checksum)
{
    const auto temporary = beside(file, ".sha256.part");
    {
        std::ofstream stream(temporary, std::ios::binary | std::ios::trunc);
        stream << checksum << "  " << file.filename().string() << '\n';
        if (!stream.flush())
            return false;
    }
    std::error_code error;
    fs::rename(temporary, beside(file, ".sha256"), error);
    return !error;
}

DataError cancelled()
{
    return {Kind::Cancelled, "Making the data was cancelled.", ""};
}

DataError noSpace(const fs::path& directory, std::uint64_t needed)
{
    return {
        Kind::NoSpace,
        fmt::format("The disk of {} is too full: the data needs about {} MB.", directory.string(), needed / 1'000'000),
        "Free some space there, or set XDG_CACHE_HOME to another disk."};
}

// One call of WorldData::prepare().
class Preparation {
public:
    Preparation(fs::path file, Wanted wanted, const WorldData::Progress& progress, const std::atomic<bool>& cancel)
        : m_file(std::move(file)),
          m_wanted(wanted),
          m_progress(progress),
          m_cancel(cancel),
          m_expected(wanted.generator->expectedRows(wanted.items))
    {}

    DataResult<PreparedData> run(std::string_view size)
    {
        PreparedData prepared;
        prepared.url = sqliteUrl(m_file);
        prepared.file = m_file;
        prepared.size = size;
        prepared.items = m_wanted.items;
        if (isSound())
            return prepared;
        std::error_code error;
        fs::create_directories(m_file.parent_path(), error);
        FileLock lock(beside(m_file, ".lock"));
        if (!lock.good())
            return DataError{Kind::Unwritable,
                             fmt::format("The folder {} cannot be written.", m_file.parent_path().string()),
                             "Make it writable, or set XDG_CACHE_HOME to another folder."};
        while (!lock.tryLock()) {
            report(Phase::Waiting, 0);
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
            if (m_cancel)
                return cancelled();
        }
        if (isSound()) // made by another process meanwhile
            return prepared;
        if (m_cancel)
            return cancelled();
        if (fs::exists(m_file, error)) {
            prepared.setAside = beside(m_file, ".corrupt");
            fs::rename(m_file, prepared.setAside, error);
        }
        const auto began = std::chrono::steady_clock::now();
        if (const auto made = make(); !made)
            return made.error();
        prepared.made = true;
        prepared.rows = m_rows;
        prepared.took = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - began);
        return prepared;
    }

private:
    void report(Phase phase, std::uint64_t rows) const
    {
        if (m_progress)
            m_progress({phase, rows, phase == Phase::Rows ? std::max(rows, m_expected) : 0});
    }

    bool isSound() const
    {
        const auto recorded = recordedChecksum(m_file);
        std::error_code error;
        if (recorded.empty() || !fs::is_regular_file(m_file, error))
            return false;
        report(Phase::Checking, 0);
        return sha256OfFile(m_file, m_cancel) == recorded;
    }

    DataResult<void> make()
    {
        if (const auto sound = checkFiles(*m_wanted.generator, *m_wanted.data); !sound)
            return sound.error();
        const auto directory = m_file.parent_path();
        const auto part = beside(m_file, ".part"); // ours alone: the lock is held
        std::error_code error;
        fs::remove(part, error);
        const auto needed = neededBytes();
        const auto space = fs::space(directory, error);
        if (!error && space.available < needed)
            return noSpace(directory, needed);
        auto written = write(part);
        if (!written) {
            for (const auto* suffix : {"", "-wal", "-shm", "-journal"})
                fs::remove(beside(part, suffix), error);
            return written.error();
        }
        return {};
    }

    DataResult<void> write(const fs::path& part)
    {
        auto phase = Phase::Rows;
        sqlite::SqliteSink sink([&](std::uint64_t rows) {
            report(phase, rows);
            return !m_cancel;
        });
        if (const auto begun = sink.begin(part, m_wanted.schema->tables); !begun)
            return failure(begun.error());
        if (!m_wanted.generator->generate(*m_wanted.data, m_wanted.items, sink))
            return sink.error() ? failure(*sink.error()) : cancelled();
        phase = Phase::Indexes;
        report(phase, sink.rows());
        if (const auto finished = sink.finish(m_wanted.schema->indexes); !finished)
            return failure(finished.error());
        m_rows = sink.rows();
        report(Phase::Finishing, m_rows);
        const auto checksum = sha256OfFile(part, m_cancel);
        if (!checksum)
            return m_cancel ? cancelled()
                            : DataError{Kind::Failed, fmt::format("{} cannot be read back.", part.string()), ""};
        // The checksum first: a data file is never there without it.
        std::error_code error;
        if (!recordChecksum(m_file, *checksum))
            return DataError{Kind::Unwritable, fmt::format("{} cannot be written.", beside(m_file, ".sha256").string()),
                             ""};
        fs::rename(part, m_file, error);
        if (error)
            return DataError{Kind::Unwritable, fmt::format("{} cannot be renamed: {}.", part.string(), error.message()),
                             ""};
        return {};
    }

    std::uint64_t neededBytes() const { return m_expected * m_wanted.generator->bytesPerRow(*m_wanted.data); }

    DataError failure(const Error& error) const
    {
        if (m_cancel)
            return cancelled();
        if (error.kind == ErrorKind::Full)
            return noSpace(m_file.parent_path(), neededBytes());
        return {error.kind == ErrorKind::Unreachable || error.kind == ErrorKind::Refused ? Kind::Unwritable
                                                                                         : Kind::Failed,
                error.message, error.advice};
    }

    fs::path m_file;
    Wanted m_wanted;
    const WorldData::Progress& m_progress;
    const std::atomic<bool>& m_cancel;
    std::uint64_t m_expected;
    std::uint64_t m_rows = 0;
};

fs::path environmentPath(const char* name)
{
    const char* value = std::getenv(name);
    return value == nullptr ? fs::path() : fs::path(value);
}

} // namespace

std::string_view name(DataProgress::Phase phase) noexcept
{
    constexpr std::string_view names[] = {"waiting", "checking", "rows", "indexes", "finishing"};
    return names[static_cast<std::size_t>(phase)];
}

DataResult<void> checkFiles(const workload::Generator& generator, const workload::DataSource& data)
{
    const auto problem = generator.problem == nullptr ? std::string() : generator.problem(data);
    if (!problem.empty())
        return DataError{DataError::Kind::Failed, problem, "Mend the file, or name it as it is in the workload."};
    return {};
}

WorldData::WorldData(fs::path directory) : m_directory(std::move(directory)) {}

fs::path WorldData::defaultDirectory()
{
#if defined(_WIN32)
    const auto base = environmentPath("LOCALAPPDATA");
#elif defined(__APPLE__)
    const auto home = environmentPath("HOME");
    const auto base = home.empty() ? home : home / "Library" / "Caches";
#else
    // The XDG base directory specification: a relative path counts as none.
    auto base = environmentPath("XDG_CACHE_HOME");
    if (!base.is_absolute()) {
        const auto home = environmentPath("HOME");
        base = home.empty() ? home : home / ".cache";
    }
#endif
    return (base.empty() ? fs::temp_directory_path() : base) / "cachedeck";
}

fs::path WorldData::file(const workload::Workload& workload, std::string_view size) const
{
    const auto wanted = look(workload, size);
    return wanted ? m_directory / fileName(*wanted, size) : fs::path();
}

bool WorldData::isReady(const workload::Workload& workload, std::string_view size) const
{
    const auto path = file(workload, size);
    std::error_code error;
    return !path.empty() && fs::is_regular_file(path, error) && fs::is_regular_file(beside(path, ".sha256"), error);
}

DataResult<PreparedData> WorldData::prepare(const workload::Workload& workload, std::string_view size,
                                            const Progress& progress, const std::atomic<bool>& cancel) const
{
    const auto wanted = look(workload, size);
    if (!wanted)
        return wanted.error();
    return Preparation(m_directory / fileName(*wanted, size), *wanted, progress, cancel).run(size);
}

} // namespace cachedeck::stores
