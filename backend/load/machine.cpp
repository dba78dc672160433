#include "backend/load/machine.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <sstream>
#include <string>
#include <thread>

#if defined(_WIN32)
#include <windows.h>
#else
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/utsname.h>
#include <time.h>
#include <unistd.h>
#endif
#if defined(__APPLE__)
#include <sys/sysctl.h>
#endif

namespace cachedeck::load {

namespace {

#if defined(__linux__)
std::string valueOf(const char* file, std::string_view key, char separator)
{
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);) {
        if (!line.starts_with(key))
            continue;
        auto value = line.substr(line.find(separator) + 1);
        value.erase(0, value.find_first_not_of(" \t\""));
        value.erase(value.find_last_not_of(" \t\"") + 1);
        return value;
    }
    return {};
}

double ticks()
{
    return static_cast<double>(::sysconf(_SC_CLK_TCK));
}

void readSystem(CpuReading& reading)
{
    std::ifstream in("/proc/stat");
    std::string name;
    double user = 0, nice = 0, system = 0, idle = 0, wait = 0, interrupt = 0, softInterrupt = 0, steal = 0;
    if (!(in >> name >> user >> nice >> system >> idle >> wait >> interrupt >> softInterrupt >> steal))
        return;
    reading.busy = (user + nice + system + interrupt + softInterrupt) / ticks();
    reading.steal = steal / ticks();
    reading.total = reading.busy + reading.steal + (idle + wait) / ticks();
}

// "CPU WAITING SLICES", nanoseconds, where the kernel keeps it (CONFIG_SCHED_INFO).
std::optional<ThreadTime> schedulerTime(const char* file) noexcept
{
    const int descriptor = ::open(file, O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return std::nullopt;
    char text[96] = {};
    const auto size = ::read(descriptor, text, sizeof text - 1);
    ::close(descriptor);
    long long cpu = 0, waiting = 0;
    if (size <= 0 || std::sscanf(text, "%lld %lld", &cpu, &waiting) != 2)
        return std::nullopt;
    return ThreadTime{std::chrono::nanoseconds(cpu), std::chrono::nanoseconds(waiting)};
}

double cpuOf(int pid)
{
    std::ifstream in(fmt::format("/proc/{}/stat", pid));
    std::string line;
    std::getline(in, line);
    // The name in parentheses may hold anything; fields are counted behind its end: state is the third.
    const auto end = line.rfind(')');
    if (end == std::string::npos)
        return 0;
    std::istringstream fields(line.substr(end + 1));
    std::string skipped;
    for (int field = 3; field < 14; ++field)
        fields >> skipped;
    double user = 0, system = 0;
    fields >> user >> system;
    return (user + system) / ticks();
}
#endif

double ownCpu()
{
#if defined(_WIN32)
    FILETIME created, ended, kernel, user;
    GetProcessTimes(GetCurrentProcess(), &created, &ended, &kernel, &user);
    const auto seconds = [](const FILETIME& time) {
        return static_cast<double>(std::uint64_t{time.dwHighDateTime} << 32 | time.dwLowDateTime) / 1e7;
    };
    return seconds(kernel) + seconds(user);
#else
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
#endif
}

} // namespace

Machine thisMachine()
{
    Machine machine;
    machine.cores = static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
#if defined(__linux__)
    machine.os = valueOf("/etc/os-release", "PRETTY_NAME=", '=');
    machine.cpu = valueOf("/proc/cpuinfo", "model name", ':');
    machine.memory =
        static_cast<std::uint64_t>(::sysconf(_SC_PHYS_PAGES)) * static_cast<std::uint64_t>(::sysconf(_SC_PAGE_SIZE));
#elif defined(__APPLE__)
    char cpu[256] = {};
    std::size_t size = sizeof cpu;
    if (::sysctlbyname("machdep.cpu.brand_string", cpu, &size, nullptr, 0) == 0)
        machine.cpu = cpu;
    size = sizeof machine.memory;
    ::sysctlbyname("hw.memsize", &machine.memory, &size, nullptr, 0);
#elif defined(_WIN32)
    MEMORYSTATUSEX memory{};
    memory.dwLength = sizeof memory;
    if (GlobalMemoryStatusEx(&memory))
        machine.memory = memory.ullTotalPhys;
    machine.os = "Windows";
#endif
#if !defined(_WIN32)
    utsname system{};
    if (::uname(&system) == 0) {
        const auto kernel = fmt::format("{} {}", system.sysname, system.release);
        machine.os = machine.os.empty() ? kernel : fmt::format("{} ({})", machine.os, kernel);
        if (machine.cpu.empty())
            machine.cpu = system.machine;
    }
#endif
    return machine;
}

std::optional<double> cpuOf(const std::vector<int>& pids)
{
#if defined(__linux__)
    if (pids.empty())
        return std::nullopt;
    double sum = 0;
    for (const auto pid : pids)
        sum += cpuOf(pid);
    return sum;
#else
    (void)pids;
    return std::nullopt;
#endif
}

CpuReading readCpu(const std::vector<int>& serverPids)
{
    CpuReading reading;
    reading.at = std::chrono::steady_clock::now();
    reading.own = ownCpu();
#if defined(__linux__)
    readSystem(reading);
#endif
    reading.servers = cpuOf(serverPids).value_or(0);
    return reading;
}

NoiseCheck noiseBetween(const CpuReading& start, const CpuReading& end, int cores)
{
    NoiseCheck noise;
    noise.cores = cores;
    const auto seconds = std::chrono::duration<double>(end.at - start.at).count();
    if (seconds <= 0)
        return noise;
    noise.ownCores = (end.own - start.own) / seconds;
    // A server that was killed in between has taken its count with it.
    noise.serverCores = std::max(0.0, end.servers - start.servers) / seconds;
    if (end.total > start.total) {
        noise.steal = (end.steal - start.steal) / (end.total - start.total);
        noise.otherLoad = std::max(0.0, (end.busy - start.busy) / seconds - noise.ownCores - noise.serverCores);
    }
    noise.sharedCores = noise.serverCores > 0 && noise.ownCores + noise.serverCores > 0.9 * cores;
    if (noise.steal > 0.02)
        noise.remarks.push_back(fmt::format("the hypervisor took {:.0f} % of the CPU time", noise.steal * 100));
    if (noise.otherLoad > 0.25)
        noise.remarks.push_back(fmt::format("other programs used {:.1f} of {} cores", noise.otherLoad, cores));
    if (noise.sharedCores)
        noise.remarks.push_back(fmt::format("client and servers share {} cores", cores));
    return noise;
}

std::chrono::nanoseconds threadCpu() noexcept
{
#if defined(_WIN32)
    FILETIME created, ended, kernel, user;
    GetThreadTimes(GetCurrentThread(), &created, &ended, &kernel, &user);
    const auto ticksOf = [](const FILETIME& time) {
        return static_cast<std::int64_t>(std::uint64_t{time.dwHighDateTime} << 32 | time.dwLowDateTime);
    };
    return std::chrono::nanoseconds((ticksOf(kernel) + ticksOf(user)) * 100);
#else
    timespec time{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
#endif
}

double ThreadTime::busyShare(std::chrono::nanoseconds wall) const noexcept
{
    const auto had = std::max(wall - waiting, cpu);
    return had.count() > 0 ? static_cast<double>(cpu.count()) / static_cast<double>(had.count()) : 0;
}

namespace {

template<typename Share>
double most(const std::vector<ThreadUse>& threads, const Share& shareOf) noexcept
{
    std::chrono::nanoseconds longest{0};
    for (const auto& thread : threads)
        longest = std::max(longest, thread.wall);
    double share = 0;
    for (const auto& thread : threads)
        if (thread.wall.count() > 0 && thread.wall * 2 >= longest)
            share = std::max(share, shareOf(thread));
    return share;
}

} // namespace

double busiestShare(const std::vector<ThreadUse>& threads) noexcept
{
    return most(threads, [](const ThreadUse& thread) { return thread.time.busyShare(thread.wall); });
}

double mostComputing(const std::vector<ThreadUse>& threads) noexcept
{
    return most(threads, [](const ThreadUse& thread) {
        return static_cast<double>(thread.time.cpu.count()) / static_cast<double>(thread.wall.count());
    });
}

ThreadTime& ThreadTime::operator+=(const ThreadTime& other) noexcept
{
    cpu += other.cpu;
    waiting += other.waiting;
    return *this;
}

// A process that was replaced in between has taken its count with it.
ThreadTime ThreadTime::operator-(const ThreadTime& earlier) const noexcept
{
    const std::chrono::nanoseconds none{0};
    return {std::max(none, cpu - earlier.cpu), std::max(none, waiting - earlier.waiting)};
}

ThreadTime threadTime() noexcept
{
#if defined(__linux__)
    if (const auto time = schedulerTime("/proc/thread-self/schedstat"))
        return *time;
#endif
    return {threadCpu(), std::chrono::nanoseconds(0)};
}

std::vector<ThreadTime> mainThreadsOf(const std::vector<int>& pids)
{
    std::vector<ThreadTime> all;
    for ([[maybe_unused]] const auto pid : pids) {
#if defined(__linux__)
        all.push_back(schedulerTime(fmt::format("/proc/{}/schedstat", pid).c_str()).value_or(ThreadTime{}));
#else
        all.emplace_back();
#endif
    }
    return all;
}

} // namespace cachedeck::load
