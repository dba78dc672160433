#include "backend/strategies/write_behind.hpp"

#include "backend/strategies/cache_replies.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cstdlib>

namespace cachedeck::strategies {
namespace {

using namespace std::chrono_literals;
using runtime::Clock;

constexpr std::string_view group = "drain";
constexpr auto blocking = 50ms; // one XREADGROUP waits so long for something to do

// A value with its type before it, so that the drain writes what the writer gave.
std::string textOf(const workload::Value& value)
{
    if (const auto* integer = std::get_if<std::int64_t>(&value))
        return fmt::format("i{}", *integer);
    if (const auto* real = std::get_if<double>(&value))
        return fmt::format("d{}", *real);
    if (const auto* text = std::get_if<std::string>(&value))
        return "s" + *text;
    return "n";
}

std::optional<workload::Value> valueOf(std::string_view text)
{
    const auto rest = text.substr(std::min<std::size_t>(1, text.size()));
    if (text.starts_with('s'))
        return std::string(rest);
    if (text == "n")
        return std::monostate{};
    if (text.starts_with('d'))
        return std::strtod(std::string(rest).c_str(), nullptr);
    std::int64_t integer = 0;
    const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), integer);
    if (!text.starts_with('i') || error != std::errc{} || end != rest.data() + rest.size())
        return std::nullopt;
    return integer;
}

} // namespace

StreamId StreamId::parse(std::string_view text)
{
    StreamId id;
    const auto* end = text.data() + text.size();
    const auto first = std::from_chars(text.data(), end, id.milliseconds);
    if (first.ptr != end && *first.ptr == '-')
        std::from_chars(first.ptr + 1, end, id.number);
    return id;
}

Drain::Drain(const PathSurroundings& surroundings)
    : m_path(surroundings), m_stream(surroundings.prefix + "writes"), m_background(surroundings)
{}

Drain::~Drain() = default;

Result<void> Drain::start()
{
    const auto opened = m_background.open();
    if (opened)
        m_background.spawn(run());
    return opened;
}

void Drain::acknowledged(StreamId id)
{
    const std::lock_guard lock(m_mutex);
    m_newest = std::max(m_newest, id);
    ++m_acknowledged;
}

StreamId Drain::newest() const
{
    const std::lock_guard lock(m_mutex);
    return m_newest;
}

bool Drain::hasReached(StreamId id) const
{
    const std::lock_guard lock(m_mutex);
    return m_reached >= id;
}

void Drain::finish(std::chrono::milliseconds atMost)
{
    std::unique_lock lock(m_mutex);
    m_moved.wait_for(lock, atMost, [this] { return m_reached >= m_newest; });
}

std::uint64_t Drain::lost() const
{
    const auto through = m_drained + m_refused;
    return m_acknowledged > through ? m_acknowledged - through : 0;
}

std::vector<Figure> Drain::figures() const
{
    const std::lock_guard lock(m_mutex);
    return {{"writes_acknowledged", m_acknowledged},
            {"writes_drained", m_drained},
            {"writes_refused", m_refused},
            {"writes_not_drained", lost()}};
}

std::vector<std::string> Drain::remarks() const
{
    const std::lock_guard lock(m_mutex);
    std::vector<std::string> remarks;
    if (lost() > 0)
        remarks.push_back(fmt::format("{} acknowledged writes are not in the store", lost()));
    if (m_refused > 0)
        remarks.push_back(fmt::format("the store refused {} writes that had been acknowledged", m_refused));
    return remarks;
}

runtime::Task<bool> Drain::makeGroup()
{
    m_request.clear();
    m_request.append({"XGROUP", "CREATE", m_stream, group, "0", "MKSTREAM"});
    m_request.append({"EXPIRE", m_stream, "86400"});
    auto travelling = m_background.cache().roundTrip();
    co_await travelling;
    auto asking = m_background.connection().execute(m_request, m_replies, 1s);
    const auto made = co_await asking;
    co_return made.has_value(); // it may be there already
}

runtime::Task<void> Drain::run()
{
    auto making = makeGroup();
    co_await making;
    while (!m_background.isEnding()) {
        auto taking = batch();
        const auto count = co_await taking;
        m_background.noteCommands();
        const auto next = Clock::now() + m_path.options.drainPause;
        while (count > 0 && Clock::now() < next && !m_background.isEnding()) {
            auto resting = m_background.thread().sleepFor(std::min<Clock::duration>(next - Clock::now(), blocking));
            co_await resting;
        }
    }
}

// Gives how many writes went to the store.
runtime::Task<std::size_t> Drain::batch()
{
    m_request.clear();
    m_request.begin(11)
        .argument("XREADGROUP")
        .argument("GROUP")
        .argument(group)
        .argument("cachedeck")
        .argument("COUNT");
    m_request.argument(static_cast<std::int64_t>(m_path.options.drainBatch)).argument("BLOCK");
    m_request.argument(std::int64_t{blocking.count()}).argument("STREAMS").argument(m_stream);
    m_request.argument(m_hasPending ? "0" : ">"); // what was given out and did not come, or what is new
    auto travelling = m_background.cache().roundTrip();
    co_await travelling;
    auto asking = m_background.connection().execute(m_request, m_read, blocking + 2s);
    const auto asked = co_await asking;
    if (!asked) { // the server is gone, or its stream is
        m_hasPending = true;
        auto resting = m_background.thread().sleepFor(blocking);
        co_await resting;
        if (m_background.isEnding())
            co_return 0;
        if (m_background.connection().state() != redis::ConnectionState::Ready)
            m_background.reconnect();
        auto making = makeGroup();
        co_await making;
        co_return 0;
    }
    const auto root = m_read.root();
    const bool wasPending = std::exchange(m_hasPending, false);
    if (root.isNull() || root.size() == 0)
        co_return 0;
    // RESP2: [ [ stream, entries ] ]; RESP3: { stream: entries }
    const auto entries = root.type() == resp::Type::Map ? *++root.begin() : (*root.begin())[1];
    if (entries.size() == 0)
        co_return 0;
    m_hasPending = wasPending; // until none is left
    std::vector<std::string> ids;
    for (const auto entry : entries) {
        if (!hasReached(StreamId::parse(entry[0].text()))) { // else it is in the store, and its removal was not heard
            auto applying = apply(entry);
            co_await applying;
        }
        ids.emplace_back(entry[0].text());
    }
    m_request.clear();
    m_request.begin(3 + ids.size()).argument("XACK").argument(m_stream).argument(group);
    for (const auto& id : ids)
        m_request.argument(id);
    m_request.begin(2 + ids.size()).argument("XDEL").argument(m_stream);
    for (const auto& id : ids)
        m_request.argument(id);
    auto returning = m_background.cache().roundTrip();
    co_await returning;
    auto removing = m_background.connection().execute(m_request, m_replies, 2s);
    const auto removed = co_await removing;
    (void)removed; // the writes are in the store; the entries expire with the stream
    co_return ids.size();
}

runtime::Task<void> Drain::apply(resp::View entry)
{
    workload::Call call;
    bool written = false;
    if (take(entry[1], call)) {
        const auto done = co_await m_background.primary().write(call);
        written = done.has_value();
    }
    const auto id = StreamId::parse(entry[0].text());
    const std::lock_guard lock(m_mutex);
    m_reached = std::max(m_reached, id);
    ++(written ? m_drained : m_refused);
    m_moved.notify_all();
}

// [ "op", its name, "v", value, "v", value… ]
bool Drain::take(resp::View fields, workload::Call& call) const
{
    std::size_t place = 0;
    for (const auto field : fields) {
        const auto text = field.text();
        const bool isValue = place % 2 == 1;
        ++place;
        if (!isValue)
            continue;
        if (call.operation == nullptr) {
            call.operation = m_path.workload.find(text);
            if (call.operation == nullptr || call.operation->kind != workload::Kind::Write)
                return false;
            continue;
        }
        auto value = valueOf(text);
        if (!value)
            return false;
        call.values.push_back(*std::move(value));
    }
    return call.operation != nullptr && call.values.size() == call.operation->parameters.size();
}

runtime::Task<Result<void>> WriteBehind::write(const workload::Call& call)
{
    m_request.clear();
    m_request.begin(5 + 2 * call.values.size()).argument("XADD").argument(m_drain.stream()).argument("*");
    m_request.argument("op").argument(call.operation->name);
    for (const auto& value : call.values)
        m_request.argument("v").argument(textOf(value));
    const bool counts = m_cache.counts(*call.operation);
    bool announced = false;
    if (counts)
        announced = co_await m_cache.announce(call);
    auto travelling = m_cache.roundTrip();
    co_await travelling;
    const auto added = co_await m_cache.connection().execute(m_request, m_reply, m_cache.deadline());
    if (added)
        m_drain.acknowledged(StreamId::parse(m_reply.root().text()));
    Result<void> counted;
    if (counts)
        counted = co_await m_cache.count(call, announced, added.has_value());
    if (!added)
        co_return failureOf(added.error());
    if (!counted)
        co_return counted;
    co_return co_await m_cache.invalidate(call);
}

runtime::Task<Result<void>> WriteBehind::read(const workload::Call& call, Answer& answer)
{
    answer.clear();
    const auto lookup = co_await m_cache.get(call, answer);
    if (lookup == Lookup::Hit)
        co_return Result<void>();

    std::string token;
    if (lookup == Lookup::Miss)
        token = co_await m_cache.lease(call, m_options.leaseTtl);
    const auto newest = m_drain.newest();
    const auto tooLong = Clock::now() + m_options.wait;
    while (!m_drain.hasReached(newest) && Clock::now() < tooLong)
        co_await m_thread.sleepFor(1ms);
    const bool isDrained = m_drain.hasReached(newest); // else an older answer than a write that was acknowledged
    const auto read = co_await m_primary.read(call, answer);
    if (!token.empty() && isDrained && read && answer.found)
        co_await m_cache.putLeased(call, answer, token);
    else if (!token.empty())
        co_await m_cache.release(call, token);
    co_return read;
}

} // namespace cachedeck::strategies
