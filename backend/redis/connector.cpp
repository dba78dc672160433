#include "backend/redis/connector.hpp"

#include "backend/redis/admission.hpp"
#include "backend/redis/command_words.hpp"
#include "backend/redis/enter.hpp"

namespace cachedeck::redis {

using runtime::Clock;
using runtime::Task;

Connection::Implementation::Implementation(runtime::IoThread& ioThread, ConnectionOptions connectionOptions)
    : thread(ioThread),
      options(std::move(connectionOptions)),
      server(options.endpoint.address.text()),
      backoff(options.backoffFirst),
      timer(ioThread.context())
{}

Connection::Implementation::~Implementation()
{
    if (channel)
        channel->onClosed = nullptr;
}

std::unique_ptr<Error> Connection::Implementation::refusal(const resp::Request& request) const
{
    return refusalOf(request.bytes(), options.gate.get(), server);
}

std::unique_ptr<Error> Connection::Implementation::refusedAtOnce(bool oneAttempt) const
{
    if (oneAttempt)
        return nullptr;
    if (needsPerson)
        return std::make_unique<Error>(*lastError);
    if (state == ConnectionState::Waiting && options.failFast)
        return std::make_unique<Error>(*lastError);
    if (state == ConnectionState::Closed && !options.reconnect) {
        return std::make_unique<Error>(
            lastError.value_or(Error{ErrorKind::Cancelled, {}, server, "the connection is closed", "Connect again."}));
    }
    return nullptr;
}

Task<Result<void>> Connection::Implementation::becomeReady(const resp::Request* request, Clock::time_point deadline,
                                                           bool oneAttempt)
{
    Waiter waiter;
    waiter.failure = refusedAtOnce(oneAttempt);
    if (!waiter.failure) {
        if (oneAttempt) {
            needsPerson = false;
            backoff = options.backoffFirst;
        }
        waiter.deadline = deadline;
        waiter.oneAttempt = oneAttempt;
        waiters.push_back(waiter);
        if (state == ConnectionState::Closed || (oneAttempt && state == ConnectionState::Waiting))
            startAttempt();
        timer.arm(deadline, shared_from_this(), &Implementation::timerFired);
        co_await waiter;
    }
    if (!waiter.failure)
        co_return Result<void>();
    if (request)
        waiter.failure->command = nameForMessages(readCommand(request->bytes()));
    co_return std::move(*waiter.failure);
}

void Connection::Implementation::startAttempt()
{
    setState(ConnectionState::Connecting, nullptr);
    thread.spawn(attempt(shared_from_this(), ++attempts));
}

Task<void> Connection::Implementation::attempt(std::shared_ptr<Implementation> self, std::uint64_t number)
{
    auto opening = self->openChannel(number);
    auto outcome = co_await opening;
    if (number != self->attempts)
        co_return; // closed meanwhile, and everybody has been told
    if (outcome)
        self->succeeded();
    else
        self->failed(outcome.error());
}

Result<std::unique_ptr<TlsSession>> Connection::Implementation::tlsSession() const
{
    if (!options.endpoint.tls)
        return std::unique_ptr<TlsSession>();
    return TlsSession::create(*options.endpoint.tls, options.endpoint.address);
}

Task<Result<void>> Connection::Implementation::openChannel(std::uint64_t number)
{
    if (number != attempts)
        co_return Error{};
    auto tls = tlsSession();
    if (!tls)
        co_return tls.error();
    const auto deadline = Clock::now() + options.connectTimeout;
    const auto dialing = std::make_shared<Dial>(thread.context(), options.endpoint.address);
    dial = dialing;
    dialing->start(deadline, options.connectTimeout);
    auto reaching = dialing->outcome();
    auto socket = co_await reaching;
    if (number != attempts)
        co_return Error{};
    dial = nullptr;
    if (!socket)
        co_return socket.error();
    const auto opened = std::make_shared<Channel>(thread.context(), std::move(*socket), server, std::move(*tls));
    channel = opened;
    opened->open();
    auto entering = enter(thread, *opened, options, deadline, commandsSent);
    auto entered = co_await entering;
    if (!entered)
        co_return entered.error();
    if (number != attempts)
        co_return Error{};
    entered->entries = facts.entries + 1;
    facts = std::move(*entered);
    co_return Result<void>();
}

void Connection::Implementation::succeeded()
{
    channel->entered(options.limits);
    channel->onClosed = [this](const Error& why) { channelClosed(why); };
    channel->onPush = [this](resp::View value) {
        if (const auto handler = onPush) // a copy: it may replace itself, or destroy the connection
            handler(value);
    };
    lastError.reset();
    backoff = options.backoffFirst;
    Waiters ready;
    ready.swap(waiters);
    setState(ConnectionState::Ready, nullptr);
    tell(ready, nullptr);
}

void Connection::Implementation::failed(Error why)
{
    if (channel)
        channel->fail(why);
    channel = nullptr;
    lastError = why;
    needsPerson = why.kind == ErrorKind::Authentication;
    const bool again = options.reconnect && !needsPerson;
    const bool patient = again && why.retryable() && !options.failFast;
    Waiters given;
    for (auto place = waiters.begin(); place != waiters.end();) {
        auto& waiter = *place++;
        if (!patient || waiter.oneAttempt) {
            waiter.unlink();
            given.push_back(waiter);
        }
    }
    if (again) {
        nextAttempt = Clock::now() + jittered(backoff);
        backoff = std::min<Clock::duration>(backoff * 2, options.backoffMost);
        timer.arm(nextAttempt, shared_from_this(), &Implementation::timerFired);
    }
    setState(again ? ConnectionState::Waiting : ConnectionState::Closed, &why);
    tell(given, &why);
}

void Connection::Implementation::channelClosed(const Error& why)
{
    channel = nullptr;
    lastError = why;
    setState(ConnectionState::Closed, &why);
}

void Connection::Implementation::close(Error why)
{
    ++attempts;
    needsPerson = false;
    if (dial)
        std::exchange(dial, nullptr)->cancel();
    Waiters given;
    given.swap(waiters);
    const auto closing = std::exchange(channel, nullptr);
    if (closing)
        closing->onClosed = nullptr;
    if (state != ConnectionState::Closed)
        setState(ConnectionState::Closed, &why);
    if (closing)
        closing->fail(why);
    tell(given, &why);
}

void Connection::Implementation::timerFired()
{
    const auto now = Clock::now();
    Waiters expired;
    for (auto place = waiters.begin(); place != waiters.end();) {
        auto& waiter = *place++;
        if (waiter.deadline <= now) {
            waiter.unlink();
            expired.push_back(waiter);
        }
    }
    if (state == ConnectionState::Waiting && nextAttempt <= now) {
        if (waiters.empty())
            setState(ConnectionState::Closed, lastError ? &*lastError : nullptr);
        else
            startAttempt();
    }
    armTimer();
    const Error late{ErrorKind::Timeout, {}, server, "no connection in time", "Is the server stopped or overloaded?"};
    const Error why = state != ConnectionState::Ready && lastError ? *lastError : late;
    tell(expired, &why);
}

void Connection::Implementation::armTimer()
{
    auto next = state == ConnectionState::Waiting ? nextAttempt : Clock::time_point::max();
    for (const auto& waiter : waiters)
        next = std::min(next, waiter.deadline);
    timer.arm(next, shared_from_this(), &Implementation::timerFired);
}

// Resumes the waiters one by one; any of them may close this connection, which the rest must hear of.
void Connection::Implementation::tell(Waiters& list, const Error* why)
{
    const auto self = shared_from_this();
    const auto number = attempts;
    const Error cancelled{ErrorKind::Cancelled, {}, server, "the connection was closed", {}};
    while (!list.empty() && !thread.context().stopped()) {
        auto& waiter = list.front();
        waiter.unlink();
        if (why)
            waiter.failure = std::make_unique<Error>(*why);
        else if (number != attempts || state != ConnectionState::Ready)
            waiter.failure = std::make_unique<Error>(lastError.value_or(cancelled));
        waiter.waiting.resume();
    }
}

void Connection::Implementation::setState(ConnectionState next, const Error* why)
{
    state = next;
    if (const auto handler = onStateChange) // a copy: it may replace itself, or destroy the connection
        handler(next, why);
}

Clock::duration Connection::Implementation::jittered(Clock::duration pause)
{
    // Between half of the pause and all of it, so that many clients do not come back at the same moment.
    std::uniform_int_distribution<Clock::rep> spread(pause.count() / 2, std::max<Clock::rep>(pause.count(), 1));
    return Clock::duration(spread(random));
}

} // namespace cachedeck::redis
