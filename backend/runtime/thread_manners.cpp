#include "backend/runtime/thread_manners.hpp"

#if defined(__linux__)
#include <sched.h>
#endif

namespace cachedeck::runtime {

void wakeQuietly([[maybe_unused]] bool on) noexcept
{
#if defined(__linux__)
    const sched_param none{};
    (void)::sched_setscheduler(0, on ? SCHED_BATCH : SCHED_OTHER, &none);
#endif
}

} // namespace cachedeck::runtime
