#include "tests/cli/process.hpp"

#include <boost/json/parse.hpp>

#include <chrono>
#include <csignal>
#include <fcntl.h>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

extern char** environ;

namespace cachedeck::test {
namespace {

using namespace std::chrono_literals;

std::string contentOf(const std::filesystem::path& file)
{
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

std::vector<std::string> environmentWith(const Variables& variables)
{
    std::vector<std::string> all;
    for (char** entry = environ; *entry; ++entry)
        if (std::string_view(*entry).substr(0, 10) != "CACHEDECK_")
            all.emplace_back(*entry);
    all.push_back("CACHEDECK_RESOURCES=" CACHEDECK_SOURCE_RESOURCES); // the build may lie anywhere
    for (const auto& [name, value] : variables)
        all.push_back(name + "=" + value);
    return all;
}

std::vector<char*> pointersTo(std::vector<std::string>& texts)
{
    std::vector<char*> pointers;
    for (auto& text : texts)
        pointers.push_back(text.data());
    pointers.push_back(nullptr);
    return pointers;
}

} // namespace

boost::json::value Outcome::json() const
{
    boost::system::error_code error;
    auto value = boost::json::parse(out, error);
    if (error)
        throw std::runtime_error("not JSON: \"" + out + "\", messages: " + err);
    return value;
}

Process::Process(const Arguments& arguments, const Variables& variables)
{
    auto words = arguments;
    words.insert(words.begin(), CACHEDECK_CLI);
    auto environment = environmentWith(variables);
    const auto argv = pointersTo(words);
    const auto envp = pointersTo(environment);
    const auto out = (m_folder.path() / "out").string(), err = (m_folder.path() / "err").string();
    int input[2];
    if (::pipe2(input, O_CLOEXEC) != 0)
        throw std::runtime_error("no pipe");
    const auto parent = ::getpid();
    m_pid = ::fork();
    if (m_pid == 0) { // only async-signal-safe calls from here on
#ifdef __linux__
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
#endif
        if (::getppid() != parent)
            ::_exit(126);
        ::dup2(input[0], 0);
        ::dup2(::open(out.c_str(), O_CREAT | O_WRONLY | O_APPEND, 0600), 1);
        ::dup2(::open(err.c_str(), O_CREAT | O_WRONLY | O_APPEND, 0600), 2);
        ::execve(CACHEDECK_CLI, argv.data(), envp.data());
        ::_exit(127);
    }
    ::close(input[0]);
    m_input = input[1];
}

Process::~Process()
{
    closeInput();
    if (m_pid > 0) {
        ::kill(m_pid, SIGKILL);
        ::waitpid(m_pid, nullptr, 0);
    }
}

void Process::signal(int number)
{
    ::kill(m_pid, number);
}

void Process::closeInput()
{
    if (m_input >= 0)
        ::close(m_input);
    m_input = -1;
}

Outcome Process::wait()
{
    int status = 0;
    ::waitpid(m_pid, &status, 0);
    m_pid = -1;
    return {WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status), output(), messages()};
}

std::string Process::output() const
{
    return contentOf(m_folder.path() / "out");
}

std::string Process::messages() const
{
    return contentOf(m_folder.path() / "err");
}

std::string Process::waitForLine(std::size_t number)
{
    for (const auto end = std::chrono::steady_clock::now() + 60s; std::chrono::steady_clock::now() < end;) {
        const bool over = ::waitpid(m_pid, nullptr, WNOHANG) != 0;
        const auto text = output();
        std::size_t begin = 0;
        auto line = text.find('\n');
        for (std::size_t i = 0; i < number && line != std::string::npos; ++i) {
            begin = line + 1;
            line = text.find('\n', begin);
        }
        if (line != std::string::npos)
            return text.substr(begin, line - begin);
        if (over) {
            m_pid = -1;
            break;
        }
        std::this_thread::sleep_for(5ms);
    }
    throw std::runtime_error("no such line of output; messages: " + messages());
}

void Process::waitForMessage(const std::string& part)
{
    for (const auto end = std::chrono::steady_clock::now() + 60s; std::chrono::steady_clock::now() < end;) {
        if (messages().find(part) != std::string::npos)
            return;
        std::this_thread::sleep_for(5ms);
    }
    throw std::runtime_error("no message \"" + part + "\", but: " + messages());
}

Outcome runCli(const Arguments& arguments, const Variables& variables)
{
    Process process(arguments, variables);
    process.closeInput();
    return process.wait();
}

} // namespace cachedeck::test
