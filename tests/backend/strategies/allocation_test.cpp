// A hit allocates nothing once its buffers have grown: the load engine's steady state.
#include "tests/backend/strategies/rig.hpp"

#include <cstdlib>
#include <new>

// A sanitizer brings its own allocation functions, and coroutine frames come from them there.
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)

namespace {

thread_local std::uint64_t allocations = 0;

} // namespace

void* operator new(std::size_t bytes)
{
    ++allocations;
    if (void* memory = std::malloc(bytes == 0 ? 1 : bytes))
        return memory;
    throw std::bad_alloc();
}
void* operator new(std::size_t bytes, const std::nothrow_t&) noexcept
{
    ++allocations;
    return std::malloc(bytes == 0 ? 1 : bytes);
}
void operator delete(void* memory) noexcept
{
    std::free(memory);
}
void operator delete(void* memory, const std::nothrow_t&) noexcept
{
    std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept
{
    std::free(memory);
}

using namespace cachedeck;

namespace {

runtime::Task<std::uint64_t> allocationsOfHits(strategies::Cache& cache, const workload::Call& call, int hits)
{
    strategies::Answer answer;
    for (int i = 0; i < 50; ++i) // buffers grow
        co_await cache.get(call, answer);
    const auto before = allocations;
    for (int i = 0; i < hits; ++i) {
        const auto lookup = co_await cache.get(call, answer);
        if (lookup != strategies::Lookup::Hit)
            co_return 1'000'000;
    }
    co_return allocations - before;
}

} // namespace

TEST_CASE("Hits allocate nothing, in any encoding")
{
    test::Rig rig;
    for (const auto encoding : {workload::Encoding::Json, workload::Encoding::Hash, workload::Encoding::Fields,
                                workload::Encoding::Zstd, workload::Encoding::Binary}) {
        test::Path path(rig, "cache-aside", encoding);
        const auto call = rig.movie(3);
        path.read(call);
        CHECK(path.thread.run(allocationsOfHits(path.cache, call, 1000)) == 0);
        CHECK(path.thread.run(allocationsOfHits(path.cache, rig.call("movie_card", {std::int64_t{3}}), 1000)) == 0);
    }
}

TEST_CASE("Hits of structures and of their documents allocate nothing")
{
    auto movies = test::smallWorld("movies", 2'000);
    for (auto& operation : movies.operations)
        operation.share = operation.name == "theatres_around" ? 1 : 0;
    test::Rig rig(std::move(movies));
    test::Path path(rig, "cache-aside", workload::Encoding::Structures);
    workload::Call around;
    rig.sequence->at(0, around);
    test::Rig site(test::smallWorld("analytics", 2'000));
    test::Path pages(site, "cache-aside", workload::Encoding::Structures);
    const auto check = [](test::Path& of, const workload::Call& call) {
        INFO(call.operation->name);
        for (int i = 0; i < 3; ++i)
            of.read(call);
        CHECK(of.thread.run(allocationsOfHits(of.cache, call, 500)) == 0);
    };
    check(path, rig.top(20));
    check(path, around);
    for (const auto& name : {"page_counters", "recent_views", "page_visitors"})
        check(pages, site.call(name, {std::int64_t{3}}));
    check(pages, site.call("site_views", {}));
    check(pages, site.call("most_read", {std::int64_t{20}}));
}

#endif
