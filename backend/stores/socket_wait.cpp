#include "backend/stores/socket_wait.hpp"

#ifdef _WIN32
#include <winsock2.h>
#else
#include <poll.h>
#endif

namespace cachedeck::stores {

bool waitForSocket(int socket, bool toWrite, std::chrono::milliseconds atMost)
{
    const short events = toWrite ? POLLIN | POLLOUT : POLLIN;
#ifdef _WIN32
    WSAPOLLFD waiting{static_cast<SOCKET>(socket), events, 0};
    return WSAPoll(&waiting, 1, static_cast<int>(atMost.count())) != 0;
#else
    pollfd waiting{socket, events, 0};
    return ::poll(&waiting, 1, static_cast<int>(atMost.count())) != 0; // a signal wakes too: the caller looks again
#endif
}

} // namespace cachedeck::stores
