#include "backend/stores/distance.hpp"

#include "backend/stores/journey.hpp"
#include "backend/stores/store.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace cachedeck::stores {
namespace {

struct Profile {
    std::string_view name;
    std::chrono::microseconds mean;
};
constexpr std::array<Profile, 5> profiles{{{"rack", std::chrono::microseconds(100)},
                                           {"zone", std::chrono::microseconds(500)},
                                           {"region", std::chrono::milliseconds(1)},
                                           {"continent", std::chrono::milliseconds(25)},
                                           {"ocean", std::chrono::milliseconds(150)}}};

double milliseconds(std::chrono::microseconds time)
{
    return static_cast<double>(time.count()) / 1000;
}

std::chrono::microseconds medianOf(RoundTrips times)
{
    std::sort(times.begin(), times.end());
    const auto half = times.size() / 2;
    return times.size() % 2 == 1 ? times[half] : (times[half - 1] + times[half]) / 2;
}

class DistantSession final : public Session {
public:
    DistantSession(std::unique_ptr<Session> session, runtime::IoThread& thread, const Distance& distance)
        : m_session(std::move(session)), m_journey(distance, &thread)
    {}

    runtime::Task<Result<void>> read(StatementId statement, const std::vector<workload::Value>& values,
                                     Rows& rows) override
    {
        auto travelling = m_journey.roundTrip();
        co_await travelling;
        auto reading = m_session->read(statement, values, rows);
        co_return co_await reading;
    }

    runtime::Task<Result<std::int64_t>> write(StatementId statement,
                                              const std::vector<workload::Value>& values) override
    {
        auto travelling = m_journey.roundTrip();
        co_await travelling;
        auto writing = m_session->write(statement, values);
        co_return co_await writing;
    }

    std::vector<std::string> columns(StatementId statement) const override { return m_session->columns(statement); }
    void interrupt() noexcept override { m_session->interrupt(); }

private:
    std::unique_ptr<Session> m_session;
    Journey m_journey;
};

class DistantStore final : public Store {
public:
    DistantStore(std::unique_ptr<Store> store, Distance distance)
        : m_store(std::move(store)), m_distance(std::move(distance))
    {}

    std::string_view kind() const noexcept override { return m_store->kind(); }
    std::string version() const override { return m_store->version(); }
    std::string location() const override { return m_store->location(); }
    bool blocks() const noexcept override { return m_store->blocks(); }
    bool inProcess() const noexcept override { return m_store->inProcess(); }
    bool isStandIn() const noexcept override { return m_store->isStandIn(); }

    StatementId prepare(std::string_view text, const std::vector<std::string>& parameterNames) override
    {
        return m_store->prepare(text, parameterNames);
    }

    Result<std::unique_ptr<Session>> open(runtime::IoThread& thread, std::chrono::milliseconds deadline) override
    {
        auto session = m_store->open(thread, deadline);
        if (!session)
            return session.error();
        return std::unique_ptr<Session>(std::make_unique<DistantSession>(std::move(*session), thread, m_distance));
    }

    Result<std::unique_ptr<Store>> copy(const std::string& directory, const std::string& name,
                                        const std::vector<std::string>& writes) override
    {
        return further(m_store->copy(directory, name, writes));
    }

    Result<bool> hasData(const DataSet& data) override { return m_store->hasData(data); }
    Result<std::unique_ptr<Seeding>> seed(const DataSet& data, std::function<bool(std::uint64_t)> proceed) override
    {
        return m_store->seed(data, std::move(proceed));
    }
    Result<std::unique_ptr<Store>> withData(const DataSet& data) override { return further(m_store->withData(data)); }

private:
    Result<std::unique_ptr<Store>> further(Result<std::unique_ptr<Store>> store) const
    {
        if (!store)
            return store;
        return atDistance(std::move(*store), m_distance);
    }

    std::unique_ptr<Store> m_store;
    Distance m_distance;
};

} // namespace

std::string Distance::text() const
{
    if (measured)
        return fmt::format("{:g} ms measured (median of {})", milliseconds(mean), measured->size());
    auto text = deviation.count() == 0 ? fmt::format("{:g} ms", milliseconds(mean))
                                       : fmt::format("{:g} ± {:g} ms", milliseconds(mean), milliseconds(deviation));
    if (!profile.empty())
        text += fmt::format(" ({})", profile);
    return text;
}

Distance measuredDistance(RoundTrips roundTrips)
{
    Distance distance;
    distance.mean = medianOf(roundTrips);
    distance.measured = std::make_shared<const RoundTrips>(std::move(roundTrips));
    return distance;
}

std::optional<Distance> distanceProfile(std::string_view name)
{
    const auto* known =
        std::find_if(profiles.begin(), profiles.end(), [name](const Profile& profile) { return profile.name == name; });
    if (known == profiles.end())
        return std::nullopt;
    return Distance{known->mean, known->mean / 10, std::string(name)};
}

const std::vector<std::string_view>& distanceProfiles()
{
    static const std::vector<std::string_view> names = [] {
        std::vector<std::string_view> all;
        for (const auto& profile : profiles)
            all.push_back(profile.name);
        return all;
    }();
    return names;
}

std::unique_ptr<Store> atDistance(std::unique_ptr<Store> store, Distance distance)
{
    if (distance.isNone())
        return store;
    return std::make_unique<DistantStore>(std::move(store), std::move(distance));
}

} // namespace cachedeck::stores
