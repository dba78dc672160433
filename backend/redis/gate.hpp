#pragma once
// The one gate that every command passes. It knows the connection's environment, whether it is unlocked for writing,
// and each command's flags as the server's own COMMAND gave them; an unknown command counts as a write.
//
// Threads: check() may be called from any thread; the state is atomic and the flags are set once before use.

#include "backend/redis/endpoint.hpp"
#include "backend/resp/reply.hpp"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace cachedeck::redis {

enum class CommandClass : std::uint8_t {
    Read,        // readonly or fast without write flag, or known to be harmless (INFO, CLIENT LIST): always allowed
    Write,       // write flag, PUBLISH, or unknown
    Destructive, // deletes or renames what is there (DEL, UNLINK, RENAME, RESTORE…): asks once in Development
    Forbidden,   // FLUSHALL, FLUSHDB, KEYS, SAVE, SHUTDOWN, DEBUG, REPLICAOF, CONFIG SET…: only in Demo
};

class Gate {
public:
    explicit Gate(Environment environment);

    // Flags from the reply to COMMAND; without it a small built-in table of reads is used. What the flags do not say
    // (FLUSHALL is more than a write, CONFIG GET is none) is built in and cannot be learnt away.
    void learn(resp::View commandReply);

    // Whether `command` (name, and sub-command where it has one) may be sent now; otherwise an Error of kind Gate that
    // says why and how to unlock.
    Result<void> check(std::string_view command, std::string_view subcommand, std::string_view server) const;
    CommandClass classify(std::string_view command, std::string_view subcommand) const;

    // Whether a person has to be asked before this is sent: a destructive command in Development, until confirm(). The
    // page asks; check() does not refuse it, so that a script is not stopped on its own machine.
    bool asksFirst(std::string_view command, std::string_view subcommand) const;
    void confirm() noexcept;

    // Writing: open in Demo and Development, in Production only for a time after unlock() (steady clock).
    void unlock(std::chrono::steady_clock::duration duration);
    void lock() noexcept;
    bool isUnlocked() const noexcept;
    Environment environment() const noexcept { return m_environment; }

private:
    struct CaseInsensitiveHash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const noexcept;
    };
    struct CaseInsensitiveEqual {
        using is_transparent = void;
        bool operator()(std::string_view left, std::string_view right) const noexcept;
    };

    Environment m_environment;
    std::atomic<std::chrono::steady_clock::rep> m_unlockedUntil;
    std::atomic<bool> m_confirmed{false};
    std::unordered_map<std::string, CommandClass, CaseInsensitiveHash, CaseInsensitiveEqual> m_classes;
};

} // namespace cachedeck::redis
