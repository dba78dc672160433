#include "backend/load/preparation.hpp"

#if defined(__linux__)
#include <sched.h>
#endif

namespace cachedeck::load {

BackgroundData::BackgroundData(std::shared_ptr<const workload::Workload> workload, std::string size,
                               std::filesystem::path directory)
{
    m_thread =
        std::thread([this, workload = std::move(workload), size = std::move(size), directory = std::move(directory)] {
#if defined(__linux__)
            // Only processor time that nobody wants: the run goes on measuring.
            const sched_param none{};
            (void)::sched_setscheduler(0, SCHED_IDLE, &none);
#endif
            const stores::WorldData world(directory.empty() ? stores::WorldData::defaultDirectory() : directory);
            (void)world.prepare(
                *workload, size, [](const stores::DataProgress&) {}, m_cancel); // the next run sees what came of it
        });
}

BackgroundData::~BackgroundData()
{
    m_cancel = true;
    m_thread.join();
}

} // namespace cachedeck::load
