#pragma once
// One node for all tests of a program, as it takes half a minute to start.

#include "tests/support/database_server.hpp"

namespace cachedeck::test {

// Null where there is none.
inline CassandraServer* sharedCassandra()
{
    static const auto server = CassandraServer::start();
    return server.get();
}

} // namespace cachedeck::test
