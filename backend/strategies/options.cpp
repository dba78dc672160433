#include "backend/strategies/options.hpp"

#include <algorithm>

namespace cachedeck::strategies {
namespace {

template<auto Member>
void setDuration(Options& options, double value)
{
    using Duration = std::remove_reference_t<decltype(options.*Member)>;
    options.*Member = Duration(static_cast<typename Duration::rep>(value));
}
template<auto Member>
std::optional<double> getDuration(const Options& options)
{
    return static_cast<double>((options.*Member).count());
}
template<auto Member>
void setNumber(Options& options, double value)
{
    options.*Member = static_cast<std::remove_reference_t<decltype(options.*Member)>>(value);
}
template<auto Member>
std::optional<double> getNumber(const Options& options)
{
    return options.*Member;
}

template<auto Member>
OptionInfo duration(std::string_view name, std::string_view unit, double least, double most,
                    std::string_view explanation)
{
    return {name, unit, least, most, true, explanation, setDuration<Member>, getDuration<Member>};
}
template<auto Member>
OptionInfo number(std::string_view name, std::string_view unit, double least, double most, bool whole,
                  std::string_view explanation)
{
    return {name, unit, least, most, whole, explanation, setNumber<Member>, getNumber<Member>};
}

} // namespace

const std::vector<OptionInfo>& allOptions()
{
    static const std::vector<OptionInfo> options = {
        number<&Options::beta>("beta", "", 0, 100, false,
                               "Above 1 an answer is renewed earlier before it expires, below 1 later."),
        duration<&Options::lockTtl>("lock_ttl_ms", "ms", 1, 3'600'000,
                                    "A lock whose holder does not come back falls after so long."),
        duration<&Options::leaseTtl>("lease_ttl_ms", "ms", 1, 3'600'000,
                                     "A lease that is not used is void after so long, and another reader gets one."),
        duration<&Options::poll>("poll_ms", "ms", 1, 60'000, "Those who wait for a fill look again so often."),
        duration<&Options::wait>("wait_ms", "ms", 0, 600'000,
                                 "Those who have waited so long for a fill read the store themselves."),
        duration<&Options::stale>("stale_seconds", "s", 1, 31'536'000,
                                  "For so long after its TTL an answer may still be given while it is renewed."),
        number<&Options::ttlJitter>("ttl_jitter", "share", 0, 0.9, false,
                                    "Spreads expiry: 0.1 makes each TTL something between 90 % and 110 %."),
        number<&Options::nearEntries>("near_entries", "entries", 1, 100'000'000, true,
                                      "So many answers at most are kept in the process itself."),
        number<&Options::drainBatch>("drain_batch", "entries", 1, 100'000, true,
                                     "The drain takes so many writes from the stream at once."),
        duration<&Options::drainPause>("drain_pause_ms", "ms", 0, 60'000,
                                       "The drain rests so long between two batches: the store lags behind by it."),
        duration<&Options::raceDelay>("race_delay_ms", "ms", 0, 60'000,
                                      "Simulated: a pause between the read of the store and the fill, so that a "
                                      "write comes in between (the classic race of cache-aside)."),
    };
    return options;
}

const OptionInfo* findOption(std::string_view name)
{
    const auto place = std::find_if(allOptions().begin(), allOptions().end(),
                                    [&](const OptionInfo& option) { return option.name == name; });
    return place == allOptions().end() ? nullptr : &*place;
}

} // namespace cachedeck::strategies
