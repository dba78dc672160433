#pragma once
// Writes a generator's rows into a new SQLite file: fixed page size, no journal, one transaction. The same rows and
// schema give the same bytes with the same version of SQLite. Private to the room.

#include "backend/stores/sqlite_handle.hpp"
#include "backend/workload/generators/generator.hpp"

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace cachedeck::stores::sqlite {

class SqliteSink final : public workload::RowSink {
public:
    // `proceed` is called every few thousand rows, and often while indexes are made; false stops the work.
    explicit SqliteSink(std::function<bool(std::uint64_t rows)> proceed) : m_proceed(std::move(proceed)) {}

    Result<void> begin(const std::filesystem::path& file, const std::string& tables);
    void table(std::string_view table, std::size_t columns) override;
    bool row(std::span<const workload::Value> cells) override;
    // Indexes, commit, and WAL mode for those who will open the file. Closes it.
    Result<void> finish(const std::string& indexes);

    std::uint64_t rows() const noexcept { return m_rows; }
    const std::optional<Error>& error() const noexcept { return m_error; } // why row() gave false; empty: stopped

private:
    void findBlobs(std::string_view table);
    int bindCell(std::size_t column, const workload::Value& cell);
    bool fail(int code);
    static int onProgress(void* self);

    std::function<bool(std::uint64_t)> m_proceed;
    std::string m_store;
    Database m_database;
    Statement m_insert;
    std::vector<bool> m_isBlob; // by column
    std::uint64_t m_rows = 0;
    std::optional<Error> m_error;
};

} // namespace cachedeck::stores::sqlite
