#include "backend/redis/line_set.hpp"

#include "backend/redis/admission.hpp"
#include "backend/redis/line.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <cstring>
#include <mutex>
#include <system_error>
#include <vector>

namespace cachedeck::redis {

using runtime::Clock;
using runtime::Task;

namespace {

using namespace std::chrono_literals;

constexpr std::size_t bufferSize = 256 * 1024;
constexpr std::size_t fewLines = 8; // so few are read by turns when polling busily: cheaper than asking which is ready

// Lines that were opened in the background, on their way to the thread of the set.
struct Mailbox {
    struct Letter {
        std::size_t line;
        Result<Line> outcome;
    };
    std::mutex mutex;
    std::vector<Letter> letters;
    std::atomic<bool> any{false};

    void put(std::size_t line, Result<Line> outcome)
    {
        const std::lock_guard lock(mutex);
        letters.push_back({line, std::move(outcome)});
        any = true;
    }
    std::vector<Letter> take()
    {
        const std::lock_guard lock(mutex);
        any = false;
        return std::exchange(letters, {});
    }
};

Task<void> openLater(runtime::IoThread& thread, std::shared_ptr<const ConnectionOptions> options,
                     std::shared_ptr<Mailbox> mailbox, std::size_t line, Clock::duration pause)
{
    auto sleeping = thread.sleepFor(pause);
    co_await sleeping;
    auto opening = openLine(thread, *options);
    auto outcome = co_await opening;
    mailbox->put(line, std::move(outcome));
}

} // namespace

struct LineSet::Implementation {
    struct One {
        Line line;
        resp::Skimmer skimmer;
        std::string unread; // the beginning of a reply's line, seldom
        std::string unsent;
        bool waitsToWrite = false;
        Clock::duration backoff{};
    };

    Implementation(runtime::IoThread& theConnector, ConnectionOptions theOptions, std::size_t count, bool busyPoll)
        : connector(theConnector),
          options(std::make_shared<const ConnectionOptions>(std::move(theOptions))),
          server(options->endpoint.address.text()),
          lines(count),
          buffer(bufferSize),
          busy(busyPoll)
    {
        for (auto& one : lines) {
            one.skimmer = resp::Skimmer(options->limits);
            one.backoff = options->backoffFirst;
        }
    }

    void adopt(std::size_t number, Line line)
    {
        auto& one = lines[number];
        one.line = std::move(line);
        one.skimmer.reset();
        one.backoff = options->backoffFirst;
        poller.add(one.line.socket(), static_cast<std::uint32_t>(number));
    }

    void shut(std::size_t number)
    {
        auto& one = lines[number];
        poller.remove(one.line.socket(), static_cast<std::uint32_t>(number));
        one.line = Line();
        one.unread.clear();
        one.unsent.clear();
        one.waitsToWrite = false;
    }

    void openAgain(std::size_t number, Clock::duration pause)
    {
        ++missing;
        connector.spawn(openLater(connector, options, mailbox, number, pause));
    }

    void lose(std::size_t number, const Error& why, Listener& listener)
    {
        shut(number);
        openAgain(number, 0ms);
        listener.lost(number, why);
    }

    void takeMail(Listener& listener)
    {
        for (auto& [number, outcome] : mailbox->take()) {
            --missing;
            if (outcome) {
                adopt(number, std::move(*outcome));
                listener.opened(number);
                continue;
            }
            auto& backoff = lines[number].backoff;
            openAgain(number, backoff / 2 + backoff / 32 * static_cast<int>(number % 16)); // not all at the same moment
            backoff = std::min<Clock::duration>(backoff * 2, options->backoffMost);
            listener.failed(number, outcome.error());
        }
    }

    void write(std::size_t number, std::string_view bytes)
    {
        auto& one = lines[number];
        while (!bytes.empty()) {
            const auto written = writeSome(one.line.socket(), bytes.data(), bytes.size());
            bytes.remove_prefix(written.bytes);
            if (written.error != 0) // reading will find out
                return;
            if (written.again)
                break;
        }
        if (bytes.empty())
            return;
        one.waitsToWrite = true;
        one.unsent.assign(bytes);
        poller.awaitWriting(static_cast<std::uint32_t>(number), true);
    }

    void send(std::size_t number, std::string_view requests)
    {
        auto& one = lines[number];
        if (auto* tls = one.line.tls()) {
            encrypted.clear();
            if (!tls->encrypt(requests, encrypted))
                return; // reading will find out
            requests = encrypted;
        }
        if (one.waitsToWrite)
            one.unsent.append(requests);
        else
            write(number, requests);
    }

    void writeOn(std::size_t number)
    {
        auto& one = lines[number];
        if (!one.waitsToWrite)
            return;
        const auto rest = std::exchange(one.unsent, {});
        one.waitsToWrite = false;
        poller.awaitWriting(static_cast<std::uint32_t>(number), false);
        write(number, rest);
    }

    // One read, of all that is there: seldom is it more than the buffer.
    void read(std::size_t number, bool toTheEnd, Listener& listener)
    {
        while (readOnce(number, toTheEnd, listener)) {
        }
    }

    // Whether there may be more to read. What came, decrypted where TLS is, stands behind what was unread in `buffer`.
    bool readOnce(std::size_t number, bool toTheEnd, Listener& listener)
    {
        auto& one = lines[number];
        auto* tls = one.line.tls();
        std::size_t size = one.unread.size();
        if (buffer.size() < size + bufferSize)
            buffer.resize(size + bufferSize);
        std::memcpy(buffer.data(), one.unread.data(), size);
        if (tls)
            received.resize(bufferSize);
        auto* const target = tls ? received.data() : buffer.data() + size;
        const auto got = readSome(one.line.socket(), target, bufferSize);
        if (got.again)
            return false;
        const auto at = Clock::now();
        bool alive = got.bytes > 0;
        if (tls && alive) {
            tls->receive(received.data(), got.bytes);
            alive = tls->decrypt(buffer, size);
        } else {
            size += got.bytes;
        }
        if (!consume(number, size, at, listener))
            return false;
        if (!alive)
            lose(number, readError(got.error), listener);
        return alive && (toTheEnd || got.bytes == bufferSize);
    }

    // False: the line is not what it was, and `buffer` means nothing any more.
    bool consume(std::size_t number, std::size_t size, Time at, Listener& listener)
    {
        auto& one = lines[number];
        const auto socket = one.line.socket();
        std::size_t begin = 0;
        for (;;) {
            const auto progress = one.skimmer.skim({buffer.data() + begin, size - begin});
            begin += progress.consumed;
            const bool error = progress.status == resp::Skimmer::Status::Error;
            if (progress.status == resp::Skimmer::Status::NeedMore)
                one.unread.assign(buffer.data() + begin, size - begin);
            if (progress.tally.replies > 0)
                listener.answered(number, progress.tally, error ? one.skimmer.errorText() : std::string_view(), at);
            if (one.line.socket() != socket)
                return false;
            if (progress.status == resp::Skimmer::Status::NeedMore)
                return true;
            if (!error) {
                const auto what = resp::describe(one.skimmer.parseError());
                lose(number, Error{ErrorKind::Protocol, {}, server, fmt::format("the server sent {}", what), {}},
                     listener);
                return false;
            }
        }
    }

    Error readError(int code) const
    {
        const auto what = code == 0 ? std::string("the server closed the connection")
                                    : std::error_code(code, std::system_category()).message();
        return {ErrorKind::Unreachable, {}, server, what, {}};
    }

    runtime::IoThread& connector;
    std::shared_ptr<const ConnectionOptions> options; // shared with attempts that outlive this
    std::string server;
    std::shared_ptr<Mailbox> mailbox = std::make_shared<Mailbox>();
    std::vector<One> lines;
    std::size_t missing = 0; // being opened
    Poller poller;
    std::vector<char> buffer, received;
    std::string encrypted;
    bool busy;
};

LineSet::LineSet(runtime::IoThread& connector, ConnectionOptions options, std::size_t lines, bool busyPoll)
    : m_implementation(std::make_unique<Implementation>(connector, std::move(options), lines, busyPoll))
{}

LineSet::~LineSet() = default;

Result<void> LineSet::open()
{
    auto& inside = *m_implementation;
    for (std::size_t i = 0; i < inside.lines.size(); ++i) {
        auto opened = inside.connector.run(openLine(inside.connector, *inside.options));
        if (!opened)
            return opened.error();
        inside.adopt(i, std::move(*opened));
    }
    return {};
}

Result<void> LineSet::admit(std::string_view requests) const
{
    if (auto refusal = refusalOf(requests, m_implementation->options->gate.get(), m_implementation->server))
        return std::move(*refusal);
    return {};
}

std::size_t LineSet::size() const noexcept
{
    return m_implementation->lines.size();
}

bool LineSet::isOpen(std::size_t line) const noexcept
{
    return m_implementation->lines[line].line.isOpen();
}

void LineSet::send(std::size_t line, std::string_view requests)
{
    m_implementation->send(line, requests);
}

void LineSet::drop(std::size_t line)
{
    m_implementation->shut(line);
    m_implementation->openAgain(line, 0ms);
}

void LineSet::close()
{
    for (std::size_t i = 0; i < size(); ++i)
        if (isOpen(i))
            m_implementation->shut(i);
}

void LineSet::turn(Time until, Listener& listener)
{
    auto& inside = *m_implementation;
    if (inside.mailbox->any.load(std::memory_order_relaxed))
        inside.takeMail(listener);
    if (inside.busy && inside.lines.size() <= fewLines && inside.missing == 0) {
        for (std::size_t i = 0; i < inside.lines.size(); ++i) {
            if (isOpen(i))
                inside.writeOn(i);
            if (isOpen(i))
                inside.read(i, false, listener);
        }
        return;
    }
    auto pause = std::chrono::nanoseconds(inside.busy ? 0ns : std::max(until - Clock::now(), 0ns));
    if (inside.missing > 0)
        pause = std::min<std::chrono::nanoseconds>(pause, 5ms); // a line may come
    for (const auto& ready : inside.poller.wait(pause)) {
        if (ready.writing && isOpen(ready.tag))
            inside.writeOn(ready.tag);
        if ((ready.reading || ready.closing) && isOpen(ready.tag))
            inside.read(ready.tag, ready.closing, listener);
    }
}

} // namespace cachedeck::redis
