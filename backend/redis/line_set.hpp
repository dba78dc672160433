#pragma once
// Many connections to one server, driven by one thread in a tight loop of its own: for a load generator, to which a
// turn of an event loop and a coroutine for each request would be most of the work. Requests are encoded by the caller
// and go out in one write; replies are counted, not kept. A line that is lost is opened anew in the background.
//
// Threads: create and open() on any thread but an IoThread; everything else on one thread. `connector` opens lines and
// must outlive the set.
//
// Gate: send() trusts its caller to send nothing that admit() has not let pass.

#include "backend/redis/connection.hpp"
#include "backend/resp/skimmer.hpp"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace cachedeck::redis {

class LineSet {
public:
    using Time = runtime::Clock::time_point;

    // What happens on the lines; called within turn(). It may send() and drop() on any line.
    class Listener {
    public:
        // Replies that one read brought, and when it did. With an error among them it is the last, and its text.
        virtual void answered(std::size_t line, const resp::Tally& tally, std::string_view error, Time at) = 0;
        // The line is gone, and the replies to all that was sent on it will never come.
        virtual void lost(std::size_t line, const Error& why) = 0;
        virtual void opened(std::size_t line) = 0;                   // again
        virtual void failed(std::size_t line, const Error& why) = 0; // to open again; the next attempt follows

    protected:
        ~Listener() = default;
    };

    LineSet(runtime::IoThread& connector, ConnectionOptions options, std::size_t lines, bool busyPoll);
    ~LineSet();
    LineSet(const LineSet&) = delete;
    LineSet& operator=(const LineSet&) = delete;

    // Opens them all; blocks. The first error ends it.
    Result<void> open();

    // Whether these encoded commands may be sent at all.
    Result<void> admit(std::string_view requests) const;

    std::size_t size() const noexcept;
    bool isOpen(std::size_t line) const noexcept;

    // Writes encoded commands. What the socket does not take is kept and goes out when it can. The line must be open.
    void send(std::size_t line, std::string_view requests);
    // Closes a line: what is on its way on it is forgotten. It is opened anew. lost() is not called.
    void drop(std::size_t line);
    // Closes all lines for good.
    void close();

    // Waits for something to happen, until `until` at the latest, and tells the listener. With busy polling it looks
    // once and does not wait.
    void turn(Time until, Listener& listener);

private:
    struct Implementation;
    std::unique_ptr<Implementation> m_implementation;
};

} // namespace cachedeck::redis
