#include "backend/report/json_writer.hpp"
#include "backend/report/run_files.hpp"
#include "tests/backend/report/example_result.hpp"
#include "tests/support/catch.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <set>

using namespace cachedeck;

namespace {

using Names = std::set<std::string>;

Names namesOf(const boost::json::value& object)
{
    Names names;
    for (const auto& [name, ignored] : object.as_object())
        names.emplace(name.data(), name.size());
    return names;
}

// The contract's names; fields may be added, never taken away.
bool hasAll(const boost::json::value& object, const Names& wanted)
{
    const auto names = namesOf(object);
    for (const auto& name : wanted)
        if (!names.contains(name)) {
            UNSCOPED_INFO("missing: " << name);
            return false;
        }
    return true;
}

const Names latencyNames{"count", "min", "mean", "p50", "p90", "p95", "p99", "p99_9", "p99_99", "max"};

boost::json::value exampleJson()
{
    return boost::json::parse(report::toJson(report::summarize(test::exampleResult())));
}

} // namespace

TEST_CASE("run.json has every field of the contract")
{
    const auto run = exampleJson();
    CHECK(hasAll(run, {"format", "name", "started", "seconds", "seed", "scenario", "machine", "versions", "simulated",
                       "paths", "comparisons", "events", "thresholds"}));
    CHECK(run.at("format").as_int64() == 1);
    CHECK(run.at("started").as_string() == "2026-11-21T10:05:07Z");
    CHECK(run.at("scenario").at("load").at("users").as_int64() == 8);
    CHECK(namesOf(run.at("machine")) == Names{"os", "cpu", "cores", "memory"});
    CHECK(run.at("versions").at("redis").as_string() == "7.0.15");
    CHECK(run.at("simulated").as_array().at(0).as_string() == "25 ms to the primary store");
    CHECK(run.at("events").as_array().at(0).at("kind").as_string() == "invalidate");
    CHECK(run.at("thresholds").as_array().at(0).at("met").as_bool());
    REQUIRE(run.at("paths").as_array().size() == 2);
    for (const auto& path : run.at("paths").as_array()) {
        CHECK(hasAll(path, {"name",          "strategy",
                            "store",         "encoding",
                            "loop",          "operations",
                            "issued",        "ok",
                            "errors",        "timeouts",
                            "unfinished",    "fallbacks",
                            "seconds",       "warm_up",
                            "steady",        "throughput",
                            "hits",          "misses",
                            "hit_ratio",     "store_reads",
                            "checked",       "wrong",
                            "missing",       "stale",
                            "stale_age_max", "stale_versions_max",
                            "service_us",    "response_us",
                            "concurrency",   "little",
                            "trusted",       "reasons",
                            "by_operation"}));
        CHECK(namesOf(path.at("service_us")) == latencyNames);
        CHECK(namesOf(path.at("response_us")) == latencyNames);
        CHECK(path.at("operations") == path.at("issued"));
        CHECK(namesOf(path.at("by_operation").at("movie_by_id").at("response_us")) == latencyNames);
    }
}

TEST_CASE("run.json tells what is not there by null")
{
    const auto run = exampleJson();
    CHECK(run.at("paths").as_array().at(0).at("hit_ratio").is_null());
    CHECK(run.at("paths").as_array().at(1).at("hit_ratio").as_double() == Approx(0.9));
    const auto& comparisons = run.at("comparisons").as_array();
    CHECK(comparisons.at(0).at("speedup").as_double() == Approx(40));
    for (const auto* field : {"speedup", "low", "high"})
        CHECK(comparisons.at(1).at(field).is_null());
    CHECK(comparisons.at(2).at("what").as_string() == "throughput");
    CHECK(comparisons.at(2).at("quantile").is_null());
}

TEST_CASE("numbers are plain, and latencies have three decimals")
{
    const auto json = report::toJson(report::summarize(test::exampleResult()));
    CHECK(json.find("\"seconds\": 2.000") != std::string::npos);
    CHECK(json.find("\"p50\": 104.063") != std::string::npos); // 104 µs, to the end of its bucket
    CHECK(json.find("\"throughput\": 100.000") != std::string::npos);
    CHECK(json.find("E0") == std::string::npos);
    CHECK(json.find("E2") == std::string::npos);
    CHECK(report::JsonWriter().real(1.0 / 0.0, 3).string() == "null");
}

TEST_CASE("a key that is not UTF-8 is Base64 in JSON, and text never breaks it")
{
    CHECK(report::JsonWriter().bytes("movie:42").string() == "\"movie:42\"");
    CHECK(report::JsonWriter().bytes(std::string("a\xFFz", 3)).string() == R"({"base64":"Yf96"})");
    CHECK(report::JsonWriter().text(std::string("a\xFFz", 3)).string() == "\"a\xEF\xBF\xBDz\"");
    CHECK(report::JsonWriter().text("\"\n").string() == R"("\"\n")");
    CHECK(report::fromBase64("Yf96") == std::string("a\xFFz", 3));
    for (const auto* bad : {"Yf9", "Yf9=6", "Y===", "Yf 6", "Yf9_"})
        CHECK_FALSE(report::fromBase64(bad));
    CHECK(report::fromBase64("") == std::string());
}

TEST_CASE("a run reads back as it was written")
{
    const auto run = report::summarize(test::exampleResult());
    const auto json = report::toJson(run);
    const auto read = report::parseRun(json, "run.json");
    REQUIRE(read.has_value());
    CHECK(report::toJson(*read) == json);
    CHECK(read->started == run.started);
    REQUIRE(read->find("cache-aside"));
    CHECK(read->find("cache-aside")->counts.fallbacks == 7);
    CHECK_FALSE(read->find("nobody"));
}

TEST_CASE("what became of a run's events is written and read back, and told in words")
{
    auto result = test::exampleResult();
    CHECK_FALSE(boost::json::parse(report::toJson(report::summarize(result))).as_object().contains("stream"));
    result.stream.carrier = "rabbitmq";
    result.stream.place = "amqp://127.0.0.1:5672";
    result.stream.sampledOneIn = 64;
    result.stream.offered = 123;
    result.stream.delivered = 100;
    result.stream.lost = 20;
    result.stream.waiting = 3;
    result.stream.outages = 1;
    result.stream.produced = 7;
    result.stream.publish.record(std::chrono::milliseconds(2), 100);
    result.paths[1].eventsApplied = 7;
    result.paths[1].eventsNotFresh = 1;
    result.paths[1].eventToFresh.record(std::chrono::milliseconds(8), 6);
    const auto document = report::summarize(result);
    const auto text = report::toJson(document);
    const auto value = boost::json::parse(text);
    CHECK(value.at("stream").at("carrier") == "rabbitmq");
    CHECK(value.at("stream").at("waiting") == 3);
    CHECK(value.at("stream").at("publish_ms").at("count") == 100);
    CHECK(value.at("paths").at(1).at("event_to_fresh_ms").at("count") == 6);
    CHECK_FALSE(value.at("paths").at(0).as_object().contains("event_to_fresh_ms"));
    const auto back = report::parseRun(text, "run.json");
    REQUIRE(back.has_value());
    CHECK(report::toJson(*back) == text);
    const auto words = report::markdown(result);
    CHECK(words.find("from event to fresh read 8") != std::string::npos);
    CHECK(words.find("20 lost, 3 still waiting") != std::string::npos);
}

TEST_CASE("a run with fields of a later version is read, one without a needed field is told exactly")
{
    auto run = exampleJson().as_object();
    run["of_tomorrow"] = {1, 2, 3};
    CHECK(report::parseRun(boost::json::serialize(run), "run.json").has_value());

    auto without = run;
    without["paths"].as_array().at(1).as_object().erase("ok");
    const auto missing = report::parseRun(boost::json::serialize(without), "run.json");
    REQUIRE(missing.has_error());
    CHECK(missing.error().field.find("paths[1]") == 0);
    CHECK(missing.error().text().find("\"ok\"") != std::string::npos);
    CHECK(missing.error().text().find("run.json") == 0);

    run["seed"] = "many";
    const auto mistyped = report::parseRun(boost::json::serialize(run), "run.json");
    REQUIRE(mistyped.has_error());
    CHECK(mistyped.error().field == "seed");

    run["seed"] = 1;
    run["format"] = 2;
    const auto later = report::parseRun(boost::json::serialize(run), "run.json");
    REQUIRE(later.has_error());
    CHECK(later.error().field == "format");

    const auto broken = report::parseRun("{\n\"format\": 1,\n oops", "run.json");
    REQUIRE(broken.has_error());
    CHECK(broken.error().line == 3);
    for (const auto* text : {"", "[]", "1", "{}", "null"})
        CHECK(report::parseRun(text, "run.json").has_error());
}
