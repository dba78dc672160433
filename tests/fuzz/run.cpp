// Any bytes as run.json: read or refused with a message; what was read can be written and read again.
#include "backend/report/run_document.hpp"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size)
{
    using namespace cachedeck;
    const auto run = report::parseRun({reinterpret_cast<const char*>(data), size}, "fuzzed.json");
    if (run.has_error()) {
        if (run.error().text().empty())
            std::abort();
        return 0;
    }
    const auto again = report::parseRun(report::toJson(*run), "written.json");
    if (again.has_error())
        std::abort();
    return 0;
}
