// Any bytes as a file of a person's own movies, CSV or JSON lines: read, or refused with a message.
#include "backend/workload/import/movies.hpp"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    for (const auto& movies : {cachedeck::workload::parseMoviesCsv(text, "fuzzed.csv"),
                               cachedeck::workload::parseMoviesJsonLines(text, "fuzzed.jsonl")}) {
        if (!movies && movies.error().text().empty())
            std::abort();
        if (movies && movies->empty())
            std::abort();
    }
    return 0;
}
