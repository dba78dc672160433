#include "tests/support/catch_session.hpp"

int main(int argc, char** argv)
{
    return cachedeck::test::runTests(argc, argv);
}
