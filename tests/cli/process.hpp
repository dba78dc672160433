#pragma once
// The real cachedeck-cli as a child: its output, its exit code, signals and input. It dies with the test.

#include "tests/support/redis_server.hpp"

#include <boost/json/value.hpp>

#include <map>
#include <string>
#include <vector>

namespace cachedeck::test {

using Arguments = std::vector<std::string>;
using Variables = std::map<std::string, std::string>;

struct Outcome {
    int code = 0; // 128 + signal where it was ended by one
    std::string out, err;
    boost::json::value json() const; // of `out`, which must be JSON
};

class Process {
public:
    // Starts it with these environment variables beside those of the test, without any of CacheDeck's own.
    explicit Process(const Arguments& arguments, const Variables& variables = {});
    ~Process(); // SIGKILL
    Process(const Process&) = delete;
    Process& operator=(const Process&) = delete;

    pid_t pid() const noexcept { return m_pid; }
    void signal(int number);
    void closeInput();
    Outcome wait();
    std::string output() const;   // so far
    std::string messages() const; // standard error so far
    // The next line of standard output; waits for it, and fails the test when the process ends before.
    std::string waitForLine(std::size_t number = 0);
    void waitForMessage(const std::string& part);

private:
    TemporaryFolder m_folder;
    pid_t m_pid = -1;
    int m_input = -1;
};

Outcome runCli(const Arguments& arguments, const Variables& variables = {});

} // namespace cachedeck::test
