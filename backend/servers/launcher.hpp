#pragma once
// Starts child processes that cannot outlive us. Own code rather than Boost.Process for three reasons: argv[0] differs
// from the file (see binary.hpp), the parent-death signal belongs to the thread that forks, and what happens between
// fork and exec has to be async-signal-safe and in a certain order.

#include "backend/servers/error.hpp"

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace cachedeck::servers {

class Watchdog;

struct Program {
    std::string path;
    std::vector<std::string> arguments; // argv[0] first; no secrets: every user can read them
    std::string directory;              // working directory
    std::string output;                 // file that standard output and error are appended to, mode 0600
};

// The guard that ends the children when this process dies.
enum class Guard : std::uint8_t { ParentDeathSignal /* Linux */, Watchdog /* anywhere */ };
Guard usualGuard() noexcept;

// Threads: any. Every child is forked on the launcher's own thread, which lives as long as the launcher.
class Launcher {
public:
    explicit Launcher(Guard guard = usualGuard());
    ~Launcher(); // kills what still runs
    Launcher(const Launcher&) = delete;
    Launcher& operator=(const Launcher&) = delete;

    Result<std::int64_t> launch(const Program& program); // the pid; an Error when exec failed too
    bool isRunning(std::int64_t pid);                    // takes note when it has ended
    bool signal(std::int64_t pid, int number);           // false: it has ended
    void killAll(const std::vector<std::int64_t>& pids); // SIGKILL, and waits for them

private:
    void work();
    void ended(std::int64_t pid);

    Guard m_guard;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::function<void()> m_job;
    bool m_stop = false;
    std::vector<std::int64_t> m_children; // started and not yet waited for
    std::unique_ptr<Watchdog> m_watchdog;
    std::thread m_thread; // last: it uses all above
};

} // namespace cachedeck::servers
