#pragma once
// What a Stack is made of; private to this room. One object for the three files that implement it: starting
// (stack.cpp), asking (stack_members.cpp) and acting (stack_actions.cpp).

#include "backend/redis/client.hpp"
#include "backend/servers/launcher.hpp"
#include "backend/servers/run_directory.hpp"
#include "backend/servers/stack.hpp"

#include <mutex>

namespace cachedeck::servers {

struct Member {
    Node node;
    std::string folder;     // its working directory
    std::string sentinelId; // sentinels only
    std::unique_ptr<redis::Client> client;
};

struct NamedPrimary {
    std::uint16_t port = 0;
    std::uint64_t epoch = 0; // of the configuration: grows with every failover
};

struct Stack::Implementation {
    Implementation(StackOptions startOptions, ServerBinary serverBinary, RunDirectory runDirectory);
    ~Implementation();

    // Starting.
    Result<void> prepare(); // members, password, files
    Result<void> startAll();
    Result<void> writeConfiguration(Member& member, const redis::Address* primary); // null: it is the primary
    Result<void> launch(Member& member);
    Result<void> awaitReady(Member& member, runtime::Clock::time_point until);
    std::string endOfLog(const Member& member) const;

    // Asking. `actions` is held by the caller.
    void refresh();                           // notes which processes have ended
    Node now(const Member& member) const;     // a copy: nodes() on another thread may be noting an end
    bool answers(const Member& member) const; // runs and is not paused
    Result<resp::Reply> ask(Member& member, std::vector<std::string> command);
    std::optional<NamedPrimary> primaryNamedBy(Member& sentinel);
    Result<redis::Address> currentPrimary();
    bool agreed();
    bool sentinelAgrees(Member& sentinel, const redis::Address& primary, std::size_t servers, std::size_t sentinels);
    bool isLinkedReplica(Member& server, const redis::Address& primary);
    Result<Member*> find(std::string_view name);
    Result<void> setOnServers(const std::string& parameter, const std::string& value);

    StackOptions options;
    ServerBinary binary;
    redis::Secret password;
    std::string passwordFile;
    std::chrono::milliseconds readyAfter{0};

    std::mutex actions;       // one action at a time
    mutable std::mutex mutex; // guards the nodes within members, for readers
    RunDirectory directory;
    Launcher launcher;
    runtime::IoThread thread{"stack"};
    std::vector<Member> members; // fixed once prepared; clients end before the thread
};

} // namespace cachedeck::servers
