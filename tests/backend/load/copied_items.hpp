#pragma once
// The one path's copy of a site's items, in the folder beside the run. What was opened stays readable when the run
// removes it.

#include "tests/backend/load/site.hpp"
#include "tests/support/catch.hpp"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <sqlite3.h>
#include <string>
#include <thread>

namespace cachedeck::test {

class CopiedItems {
public:
    explicit CopiedItems(const Site& site)
    {
        for (const auto& entry : std::filesystem::recursive_directory_iterator(site.folder() / "work"))
            if (entry.path().extension() == ".sqlite")
                REQUIRE(sqlite3_open(entry.path().c_str(), &m_database) == SQLITE_OK);
        REQUIRE(m_database != nullptr);
        sqlite3_busy_timeout(m_database, 10'000);
    }
    ~CopiedItems() { sqlite3_close(m_database); }
    CopiedItems(const CopiedItems&) = delete;
    CopiedItems& operator=(const CopiedItems&) = delete;

    // Each of them has raised a version by one.
    std::uint64_t writes() const
    {
        std::uint64_t sum = 0;
        const auto take = [](void* to, int, char** values, char**) {
            *static_cast<std::uint64_t*>(to) = std::stoull(values[0]);
            return 0;
        };
        const char* query = "SELECT sum(version) - count(*) FROM items";
        REQUIRE(sqlite3_exec(m_database, query, take, &sum, nullptr) == SQLITE_OK);
        return sum;
    }

    // Until there are so many.
    void waitFor(std::uint64_t atLeast) const
    {
        for (int i = 0; i < 6000 && writes() < atLeast; ++i)
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        REQUIRE(writes() >= atLeast);
    }

private:
    sqlite3* m_database = nullptr;
};

} // namespace cachedeck::test
