#pragma once
// A path's measured seconds while the run goes on. All but the newest wait in a temporary file without a name, since
// their histograms would be most of the memory of a long run; where no such file can be had they stay in memory.
//
// Threads: the coordinator's.

#include "backend/load/result.hpp"

#include <cstdio>
#include <deque>
#include <memory>
#include <vector>

namespace cachedeck::load {

class SecondStore {
public:
    using Open = std::FILE* (*)(); // for reading and writing; null where there is none
    explicit SecondStore(std::size_t newest, Open open = std::tmpfile) : m_most(newest), m_open(open) {}
    void add(Second second); // in the order of time
    const std::deque<Second>& newest() const noexcept { return m_newest; }
    // All that can be read back: everything, unless the disk fails.
    std::vector<Second> all() const;

private:
    struct Close {
        void operator()(std::FILE* file) const noexcept { std::fclose(file); }
    };
    bool write(const Second& second);

    std::size_t m_most;
    Open m_open;
    std::deque<Second> m_newest;
    std::unique_ptr<std::FILE, Close> m_file;
    std::size_t m_written = 0;    // whole seconds in the file
    bool m_fileFailed = false;    // then what comes stays here
    std::vector<Second> m_others; // later than those in the file, earlier than the newest
};

} // namespace cachedeck::load
