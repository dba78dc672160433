#include "backend/keyspace/key_store.hpp"
#include "tests/backend/keyspace/support.hpp"

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <map>
#include <random>
#include <thread>

using namespace cachedeck::keyspace;

namespace {

std::vector<std::string_view> views(const std::vector<std::string>& keys)
{
    return {keys.begin(), keys.end()};
}

} // namespace

TEST_CASE("keys keep their rows, duplicates are dropped, any bytes are keys")
{
    KeyStore store;
    const std::string binary("a\0b\xff\r\n", 6);
    CHECK(store.add({"one", binary, "", "one"}) == 3);
    CHECK(store.add({"two", "", binary}) == 1);
    const auto keys = store.snapshot();
    REQUIRE(keys.size() == 4);
    CHECK(keys[0] == "one");
    CHECK(keys[1] == binary);
    CHECK(keys[2].empty());
    CHECK(keys[3] == "two");
    CHECK(store.keyBytes() == 12);

    store.add({"three"});
    CHECK(keys.size() == 4); // what was taken stays what it was
    store.clear();
    CHECK(keys[3] == "two");
    CHECK(store.size() == 0);
    CHECK(store.snapshot().generation() != keys.generation());
}

TEST_CASE("every duplicate of a large keyspace is found, whatever its batches")
{
    KeyStore store;
    std::mt19937 random(7);
    std::set<std::string> truth;
    for (int batch = 0; batch < 400; ++batch) {
        std::vector<std::string> keys;
        for (unsigned count = random() % 700; count > 0; --count)
            keys.push_back("k:" + std::to_string(random() % 60'000));
        truth.insert(keys.begin(), keys.end());
        store.add(views(keys));
        if (batch == 200)
            store.finish(); // the index is built again
    }
    const auto snapshot = store.snapshot();
    CHECK(snapshot.size() == truth.size());
    CHECK(keysOf(snapshot) == truth);
    CHECK(snapshot.parts().size() < 30); // small batches were merged
}

TEST_CASE("removed keys are marked, and a key that returns gets a new row")
{
    KeyStore store;
    store.add({"a:1", "a:2", "b:1"});
    const auto before = store.snapshot();
    CHECK(store.remove({"a:1", "nothing", "a:1"}) == 1);
    CHECK_FALSE(before.isRemoved(0));
    auto after = store.snapshot();
    CHECK(after.isRemoved(0));
    CHECK(after.present() == 2);
    CHECK(store.add({"a:1", "a:2"}) == 1);
    after = store.snapshot();
    CHECK(after[3] == "a:1");
    CHECK_FALSE(after.isRemoved(3));
    store.finish();
    CHECK(store.remove({"a:1"}) == 1);
    CHECK(store.snapshot().isRemoved(3));
    CHECK(keysOf(store.snapshot()) == std::set<std::string>{"a:2", "b:1"});
}

TEST_CASE("namespaces are counted as keys come and go")
{
    KeyStore store;
    store.add({"movie:1", "movie:2", "user:1", "plain", ":odd"});
    store.remove({"movie:2"});
    const auto names = store.namespaces();
    REQUIRE(names.size() == 4);
    std::map<std::string, std::uint64_t> counted;
    for (const auto& entry : names)
        if (entry.hasColon)
            counted[entry.name] = entry.keys;
    CHECK(counted == std::map<std::string, std::uint64_t>{{"", 1}, {"movie", 1}, {"user", 1}});
    CHECK(std::any_of(names.begin(), names.end(),
                      [](const Namespace& entry) { return !entry.hasColon && entry.keys == 1; }));

    KeyStore wide; // more namespaces than are told apart
    std::vector<std::string> keys;
    for (int index = 0; index < 12'000; ++index)
        keys.push_back(std::to_string(index) + ":x");
    wide.add(views(keys));
    std::uint64_t sum = 0;
    for (const auto& entry : wide.namespaces())
        sum += entry.keys;
    CHECK(sum == 12'000);
    CHECK(wide.namespaces().size() == 10'001);
}

TEST_CASE("snapshots may be read while keys stream in")
{
    KeyStore store;
    std::atomic<bool> done{false};
    std::atomic<std::size_t> wrong{0};
    std::thread reader([&] {
        while (!done) {
            const auto keys = store.snapshot();
            for (KeySnapshot::Row row = 0; row < keys.size(); row += 97)
                if (keys[row] != "key:" + std::to_string(row))
                    ++wrong;
            store.namespaces();
        }
    });
    for (int batch = 0; batch < 100; ++batch) {
        std::vector<std::string> keys;
        for (int index = 0; index < 500; ++index)
            keys.push_back("key:" + std::to_string(batch * 500 + index));
        store.add(views(keys));
    }
    done = true;
    reader.join();
    CHECK(wrong == 0);
    CHECK(store.size() == 50'000);
}

TEST_CASE("a million keys cost at most 20 bytes each over their own")
{
    KeyStore store;
    std::vector<std::string> keys(1000);
    for (int batch = 0; batch < 1000; ++batch) {
        for (int index = 0; index < 1000; ++index)
            keys[static_cast<std::size_t>(index)] = fmt::format("session:{:023}", batch * 1000 + index); // 31 bytes
        store.add(views(keys));
    }
    const auto scanning = static_cast<double>(store.overheadBytes()) / 1e6;
    store.finish();
    const auto finished = static_cast<double>(store.overheadBytes()) / 1e6;
    std::printf("1 M keys: %.1f bytes a key over its own while scanning, %.1f after\n", scanning, finished);
    CHECK(store.size() == 1'000'000);
    CHECK(scanning < 20);
    CHECK(finished < 5);
}
