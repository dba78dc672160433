#include "backend/load/event_feed.hpp"

#include <fmt/format.h>

#include <algorithm>

#if defined(__linux__)
#include <sched.h>
#endif

namespace cachedeck::load {
namespace {

// Seldom, as waking costs more than a few events; often where there are so many that a queue would overflow.
constexpr auto collectSeldom = std::chrono::milliseconds(100), collectOften = std::chrono::milliseconds(20);
constexpr std::size_t many = 500;
constexpr std::size_t allNotes = std::size_t{1} << 18; // of all taps together: 8 MB
constexpr std::size_t fewestNotes = 64, mostNotes = 4096;

} // namespace

EventFeed::EventFeed(const workload::Sequence& sequence, std::string runName, int oneIn, std::size_t lanes,
                     std::shared_ptr<events::Publisher> publisher)
    : m_sequence(sequence),
      m_runName(std::move(runName)),
      m_oneIn(static_cast<std::uint64_t>(std::max(1, oneIn))),
      m_capacity(std::clamp(allNotes / std::max<std::size_t>(1, lanes), fewestNotes, mostNotes)),
      m_publisher(std::move(publisher))
{}

EventFeed::~EventFeed()
{
    finish();
}

EventTap& EventFeed::tap(const std::string& path)
{
    m_sources.push_back({path, std::make_unique<EventTap>(m_oneIn, m_capacity)});
    return *m_sources.back().tap;
}

void EventFeed::start()
{
    m_thread = std::thread([this] { work(); });
}

void EventFeed::finish()
{
    m_ending = true;
    if (m_thread.joinable())
        m_thread.join();
}

std::uint64_t EventFeed::dropped() const noexcept
{
    std::uint64_t sum = 0;
    for (const auto& source : m_sources)
        sum += source.tap->m_ring.dropped();
    return sum;
}

void EventFeed::work()
{
#if defined(__linux__)
    // What is measured is woken first; the rings bound what waits.
    const sched_param none{};
    (void)::sched_setscheduler(0, SCHED_BATCH, &none);
#endif
    while (!m_ending)
        std::this_thread::sleep_for(collect() > many ? collectOften : collectSeldom);
    collect();
}

std::size_t EventFeed::collect()
{
    std::vector<events::Event> made;
    for (auto& source : m_sources) {
        m_notes.clear();
        source.tap->m_ring.take(m_notes);
        for (const auto& note : m_notes)
            expand(source.path, note, made);
    }
    if (made.empty())
        return 0;
    // Users take turns within an instant: as they happened, over all of them.
    std::stable_sort(made.begin(), made.end(),
                     [](const events::Event& a, const events::Event& b) { return a.time < b.time; });
    const auto count = made.size();
    m_taken.fetch_add(count, std::memory_order_relaxed);
    m_publisher->offer(std::move(made));
    return count;
}

std::chrono::system_clock::time_point EventFeed::wallTime(Clock::time_point time) const
{
    return m_wallZero + std::chrono::duration_cast<std::chrono::system_clock::duration>(time - m_zero);
}

events::Event EventFeed::event(const std::string& path, events::Kind kind, const Sighting& sighting) const
{
    events::Event made;
    made.id = fmt::format("{}-{}", sighting.number, events::name(kind));
    made.source = fmt::format("/cachedeck/runs/{}/paths/{}", m_runName, path);
    made.type = events::cacheType(kind);
    made.subject = m_call.key;
    made.time = wallTime(sighting.ended);
    made.data = fmt::format(R"({{"operation":{},"number":{},"service_us":{:.3f},"one_in":{}}})",
                            events::quoted(m_call.operation->name), sighting.number,
                            std::chrono::duration<double, std::micro>(sighting.service).count(), m_oneIn);
    return made;
}

void EventFeed::expand(const std::string& path, const Sighting& sighting, std::vector<events::Event>& out)
{
    m_sequence.at(sighting.number, m_call);
    const std::pair<Sighting::Deed, events::Kind> reads[] = {
        {Sighting::Hit, events::Kind::Hit}, {Sighting::Miss, events::Kind::Miss}, {Sighting::Fill, events::Kind::Fill}};
    for (const auto& [deed, kind] : reads)
        if (sighting.deeds & deed && m_call.operation->kind == workload::Kind::Read)
            out.push_back(event(path, kind, sighting));
    if (!(sighting.deeds & Sighting::Invalidate))
        return;
    // An event for each key or pattern that the write makes old.
    const auto& write = *m_call.operation;
    std::size_t rule = 0;
    for (const auto& invalidation : write.invalidates) {
        m_call.key.clear();
        invalidation.key.render(write.parameters, m_call.values, m_call.key);
        auto made = event(path, events::Kind::Invalidate, sighting);
        made.id += fmt::format("-{}", rule++);
        out.push_back(std::move(made));
    }
}

void EventFeed::expired(const std::string& path, const std::string& key)
{
    const auto number = m_expiries.fetch_add(1, std::memory_order_relaxed);
    if (number % m_oneIn != 0)
        return;
    events::Event made;
    made.id = fmt::format("{}-expire", number);
    made.source = fmt::format("/cachedeck/runs/{}/paths/{}", m_runName, path);
    made.type = events::cacheType(events::Kind::Expire);
    made.subject = key;
    made.time = std::chrono::system_clock::now();
    made.data = fmt::format(R"({{"number":{},"one_in":{}}})", number, m_oneIn);
    m_taken.fetch_add(1, std::memory_order_relaxed);
    m_publisher->offer(std::move(made));
}

} // namespace cachedeck::load
