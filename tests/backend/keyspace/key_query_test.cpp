#include "backend/keyspace/key_query.hpp"
#include "tests/backend/keyspace/support.hpp"

#include <algorithm>
#include <random>

using namespace cachedeck::keyspace;

namespace {

const std::atomic<bool> never{false};

std::vector<std::string> chosen(const KeySnapshot& keys, const KeyQuery& query)
{
    std::vector<std::string> out;
    const auto rows = select(keys, query, never);
    for (const auto row : *rows)
        out.emplace_back(keys[row]);
    return out;
}

KeyQuery textQuery(std::string text)
{
    KeyQuery query;
    query.text = std::move(text);
    return query;
}

using Names = std::vector<std::string>;

} // namespace

TEST_CASE("globs match as the server matches them")
{
    Served served;
    const std::vector<std::string> texts{"",      "a",    "ab",  "abc", "a*c",   "a?c",
                                         "a[b]c", "a\\c", "a^c", "a-c", "abbbc", "ac",
                                         "b",     "[",    "]",   "a]",  "*",     std::string("a\0c", 3),
                                         "\xff"};
    const std::vector<std::string> patterns{
        "*",     "a*",    "*c",        "a*c",    "a?c", "?",    "??",  "a[bc]", "a[^b]c", "a[a-c]c", "a[c-a]c",
        "a\\*c", "a\\?c", "a\\[b\\]c", "a\\\\c", "**",  "a**c", "[",   "[a",    "[]",     "[^]",     "a[",
        "*b*c",  "[\\]]", "a[b\\-d]c", "\\",     "a\\", "[^a]", "[a-", "*[",    "?*"};
    served.fill(texts.size(), [&](auto& request, std::size_t index) { request.append({"SET", texts[index], "x"}); });
    for (const auto& pattern : patterns) {
        std::set<std::string> theirs;
        const auto reply = served.client->call({"KEYS", pattern});
        for (const auto key : reply->root())
            theirs.emplace(key.text());
        std::set<std::string> ours;
        for (const auto& text : texts)
            if (globMatches(pattern, text))
                ours.insert(text);
        INFO("pattern " << pattern);
        CHECK(ours == theirs);
    }
}

TEST_CASE("an escaped literal matches itself and nothing else")
{
    for (const std::string literal : {"a*b", "a?b", "a[b]c", "^a", "a\\b", "plain", "[^x]"}) {
        INFO(literal);
        CHECK(globMatches(globEscape(literal), literal));
        CHECK_FALSE(globMatches(globEscape(literal), literal + "x"));
        CHECK(globMatches(globEscape(literal) + "*", literal + "x"));
    }
    CHECK_FALSE(globMatches(globEscape("a*b"), "axb"));
    CHECK(globFromFilter("a.b") == "*a.b*");
    CHECK(globFromFilter("a*") == "a*");
    CHECK(globFromFilter("a\\b") == "*a\\\\b*");
    CHECK(globFromFilter("").empty());
}

TEST_CASE("keys are chosen by substring, glob and namespace")
{
    KeyStore store;
    store.add({"movie:1", "movie:10", "user:1", "movie:2:cast", "plain", "ovie:m"});
    store.remove({"movie:10"});
    const auto keys = store.snapshot();
    CHECK(chosen(keys, {}).size() == 5);
    CHECK(chosen(keys, textQuery("ovie:")) == Names{"movie:1", "movie:2:cast", "ovie:m"});
    CHECK(chosen(keys, textQuery("movie:?")) == Names{"movie:1"});
    CHECK(chosen(keys, textQuery("castplain")).empty()); // never over a key's end
    KeyQuery query;
    query.nameSpace = "movie";
    CHECK(chosen(keys, query) == Names{"movie:1", "movie:2:cast"});
    query.text = "cast";
    CHECK(chosen(keys, query) == Names{"movie:2:cast"});
    KeyQuery plain;
    plain.withoutColon = true;
    CHECK(chosen(keys, plain) == Names{"plain"});
    CHECK(*selectFrom(keys, 2, textQuery("1"), never) == std::vector<KeySnapshot::Row>{2});
    std::atomic<bool> cancelled{true};
    CHECK(select(keys, {}, cancelled) == nullptr);
}

TEST_CASE("a glob chooses what it matches, by whichever way it is searched")
{
    KeyStore store;
    std::mt19937 random(11);
    std::vector<std::string> names;
    for (int index = 0; index < 3000; ++index)
        names.push_back((index % 2 == 0 ? "movie:" : "a*b[c]\\:") + std::to_string(random() % 10'000) +
                        (index % 3 == 0 ? ":cast" : ""));
    store.add({names.begin(), names.end()});
    const auto keys = store.snapshot();
    for (const std::string glob : {"*:cast", "movie:*12*", "*1?2*", "movie:[1-3]*", "*\\*b*", "a\\*b\\[c\\]*7", "*9",
                                   "?ovie*:cast", "movie:1234*", "*\\", "*[", "*:[0-9]*t"}) {
        std::set<std::string> truth;
        for (const auto& name : names)
            if (globMatches(glob, name))
                truth.insert(name);
        const auto found = chosen(keys, textQuery(glob));
        INFO(glob);
        CHECK(std::set<std::string>(found.begin(), found.end()) == truth);
    }
}

TEST_CASE("a substring search finds what looking at each key finds, over many segments")
{
    KeyStore store;
    std::mt19937 random(3);
    std::vector<std::string> names;
    for (int index = 0; index < 200'000; ++index)
        names.push_back(std::to_string(random() % 1'000'000));
    for (std::size_t begin = 0; begin < names.size(); begin += 1000)
        store.add({names.begin() + static_cast<std::ptrdiff_t>(begin),
                   names.begin() + static_cast<std::ptrdiff_t>(begin) + 1000});
    const auto keys = store.snapshot();
    REQUIRE(keys.parts().size() > 1);
    std::vector<KeySnapshot::Row> truth;
    for (KeySnapshot::Row row = 0; row < keys.size(); ++row)
        if (keys[row].find("77") != std::string_view::npos)
            truth.push_back(row);
    CHECK(*select(keys, textQuery("77"), never) == truth);
}

TEST_CASE("keys sort by their bytes, up and down")
{
    KeyStore store;
    std::mt19937 random(5);
    std::set<std::string> truth{"",      "a",        std::string("a\0", 2), std::string("a\0b", 3),       "ab",
                                "a\xff", "abcdefgh", "abcdefghi",           std::string("abcdefgh\0", 9), "abcdefgi"};
    for (int index = 0; index < 20'000; ++index)
        truth.insert("session:user:" + std::to_string(random() % 100'000) + (index % 3 == 0 ? ":profile" : ""));
    std::vector<std::string_view> shuffled(truth.begin(), truth.end());
    std::shuffle(shuffled.begin(), shuffled.end(), random);
    store.add(shuffled);
    KeyQuery query;
    query.order = Order::Ascending;
    CHECK(chosen(store.snapshot(), query) == Names(truth.begin(), truth.end()));
    query.order = Order::Descending;
    CHECK(chosen(store.snapshot(), query) == Names(truth.rbegin(), truth.rend()));
}

TEST_CASE("a namespace opens into its children")
{
    KeyStore store;
    store.add({"a:b:1", "a:b:2", "a:b", "a:c", "ab:c", "a:d:1:2"});
    const auto children = childNamespaces(store.snapshot(), "a", 10, never);
    REQUIRE(children.size() == 4);
    CHECK(children[0].name == "b");
    CHECK(children[0].hasColon);
    CHECK(children[0].keys == 2);
    CHECK(childNamespaces(store.snapshot(), "a:b", 10, never).size() == 2);
    const auto limited = childNamespaces(store.snapshot(), "a", 1, never);
    REQUIRE(limited.size() == 2);
    CHECK(limited[1].keys == 3);
}

TEST_CASE("the selector answers the last question")
{
    KeyStore store;
    std::vector<std::string> names;
    for (int index = 0; index < 300'000; ++index)
        names.push_back("key:" + std::to_string(index));
    store.add({names.begin(), names.end()});
    KeySelector selector;
    std::promise<std::size_t> last;
    for (int question = 0; question < 20; ++question)
        selector.select(store.snapshot(), textQuery("9"), [](const KeySnapshot&, const Rows&) {});
    selector.select(store.snapshot(), textQuery("key:29999"),
                    [&](const KeySnapshot&, const Rows& rows) { last.set_value(rows->size()); });
    CHECK(last.get_future().get() == 11);
    std::promise<std::size_t> children;
    selector.children(store.snapshot(), "key",
                      [&](const std::vector<Namespace>& found) { children.set_value(found.size()); });
    CHECK(children.get_future().get() == 1001); // a thousand, and the rest
}
