#pragma once
// The server that speaks MongoDB's protocol and that the tests of one program share; null where there is none.

#include "tests/support/database_server.hpp"

namespace cachedeck::test {

inline MongodbServer* mongodbNode()
{
    static const auto server = MongodbServer::start();
    return server.get();
}

} // namespace cachedeck::test
