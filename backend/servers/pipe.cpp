#include "backend/servers/pipe.hpp"

#include <fcntl.h>
#include <unistd.h>

namespace cachedeck::servers {

bool makePipe(std::array<int, 2>& ends) noexcept
{
#if defined(__linux__)
    return ::pipe2(ends.data(), O_CLOEXEC) == 0; // in one step: another thread may fork in between
#else
    if (::pipe(ends.data()) != 0)
        return false;
    ::fcntl(ends[0], F_SETFD, FD_CLOEXEC);
    ::fcntl(ends[1], F_SETFD, FD_CLOEXEC);
    return true;
#endif
}

} // namespace cachedeck::servers
