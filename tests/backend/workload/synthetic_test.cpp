// The generator "synthetic", sizes of values, and TTLs with jitter.
#include "backend/workload/generators/generator.hpp"
#include "backend/workload/ttl.hpp"
#include "backend/workload/value_size.hpp"
#include "tests/support/catch.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <string>
#include <vector>

namespace workload = cachedeck::workload;
using namespace std::chrono_literals;

namespace {

class Items final : public workload::RowSink {
public:
    void table(std::string_view table, std::size_t columns) override
    {
        CHECK(table == "items");
        CHECK(columns == 4);
    }
    bool row(std::span<const workload::Value> cells) override
    {
        rows.emplace_back(cells.begin(), cells.end());
        return rows.size() != stopAfter;
    }
    std::vector<std::vector<workload::Value>> rows;
    std::size_t stopAfter = 0;
};

workload::DataSource data(workload::ValueSizes sizes, std::uint64_t seed = 3)
{
    workload::DataSource source;
    source.generator = "synthetic";
    source.seed = seed;
    source.values = sizes;
    return source;
}

std::vector<double> drawn(const workload::ValueSizes& sizes)
{
    std::vector<double> all;
    for (std::uint64_t i = 0; i < 40'000; ++i) {
        workload::Random random(5, i);
        all.push_back(static_cast<double>(workload::sizeOf(sizes, random)));
    }
    std::sort(all.begin(), all.end());
    return all;
}

workload::FileResult<workload::Workload> withValues(const std::string& values,
                                                    const std::string& generator = "synthetic")
{
    return workload::parse(R"({ "format": 1, "name": "t",
      "data": { "generator": ")" +
                               generator + R"(", "sizes": { "full": 10 }, "schema": { "sqlite": { "tables": "x" } },
        "values": )" + values + R"( },
      "operations": [ { "name": "get", "kind": "read", "key": "k", "ttl": 1, "fields": { "a": "text" }, "query": { "sqlite": "SELECT 1 AS a" } } ] })",
                           "t.json");
}

} // namespace

TEST_CASE("Synthetic items have the sizes that were asked for, every popularity once, and follow from the seed")
{
    const auto* synthetic = workload::findGenerator("synthetic");
    REQUIRE(synthetic != nullptr);
    Items one, same, other;
    CHECK(synthetic->generate(data(workload::ConstantSize{137}), 500, one));
    CHECK(synthetic->generate(data(workload::ConstantSize{137}), 500, same));
    CHECK(synthetic->generate(data(workload::ConstantSize{137}, 4), 500, other));
    CHECK(one.rows == same.rows);
    CHECK(one.rows != other.rows);
    std::set<std::int64_t> popularities;
    std::set<std::string> values;
    for (const auto& row : one.rows) {
        popularities.insert(std::get<std::int64_t>(row[1]));
        values.insert(std::get<std::string>(row[3]));
        CHECK(std::get<std::string>(row[3]).size() == 137);
    }
    CHECK(popularities.size() == 500);
    CHECK(*popularities.rbegin() == 500);
    CHECK(values.size() == 500);
    Items stopped;
    stopped.stopAfter = 7;
    CHECK_FALSE(synthetic->generate(data(workload::EtcSize{}), 500, stopped));
    CHECK(stopped.rows.size() == 7);
}

TEST_CASE("Sizes of values have the distribution that was asked for")
{
    const auto uniform = drawn(workload::UniformSize{50, 149});
    CHECK(uniform.front() == 50);
    CHECK(uniform.back() == 149);
    CHECK(uniform[uniform.size() / 4] == Approx(74.5).margin(1.5));

    const auto lognormal = drawn(workload::LognormalSize{230, 0.8});
    const auto at = [](const std::vector<double>& sorted, double quantile) {
        return sorted[static_cast<std::size_t>(quantile * static_cast<double>(sorted.size()))];
    };
    CHECK(at(lognormal, 0.5) == Approx(230).epsilon(0.02));
    CHECK(at(lognormal, 0.8413) == Approx(230 * std::exp(0.8)).epsilon(0.03)); // one standard deviation
    CHECK(at(lognormal, 0.0228) == Approx(230 * std::exp(-1.6)).epsilon(0.05));

    // Quantiles of the generalised Pareto distribution: σ/k ((1 − q)^−k − 1).
    const auto etc = drawn(workload::EtcSize{});
    for (const double quantile : {0.1, 0.5, 0.9, 0.99}) {
        CAPTURE(quantile);
        const auto expected = 214.476 / 0.348238 * (std::pow(1 - quantile, -0.348238) - 1);
        CHECK(at(etc, quantile) == Approx(expected).epsilon(0.05));
    }
    CHECK(workload::meanSize(workload::EtcSize{}) == Approx(329.1).epsilon(0.001));
    CHECK(drawn(workload::LognormalSize{1'000'000, 5}).back() == 1'000'000); // cut
}

TEST_CASE("Sizes of values are read from a workload file, or refused")
{
    const auto sizes = [](const std::string& values) {
        const auto parsed = withValues(values);
        INFO((parsed ? std::string() : parsed.error().text()));
        REQUIRE(parsed.has_value());
        return workload::text(parsed->data->values);
    };
    CHECK(sizes("\"etc\"") == "etc");
    CHECK(sizes(R"({"constant": 70})") == "constant 70");
    CHECK(sizes(R"({"uniform": [1, 9]})") == "uniform 1 9");
    CHECK(sizes(R"({"lognormal": {"median": 230, "sigma": 0.5}})") == "lognormal 230 0.5");

    const auto refused = [](const std::string& values, const std::string& field, const std::string& words) {
        const auto parsed = withValues(values);
        REQUIRE(parsed.has_error());
        INFO(parsed.error().text());
        CHECK(parsed.error().field == field);
        CHECK(parsed.error().message.find(words) != std::string::npos);
    };
    refused("\"facebook\"", "data.values", "\"etc\"");
    refused("{}", "data.values", "exactly one");
    refused(R"({"constant": 0})", "data.values.constant", "1");
    refused(R"({"uniform": [9, 1]})", "data.values.uniform[1]", "9");
    refused(R"({"uniform": [9]})", "data.values.uniform", "found 1 elements");
    refused(R"({"lognormal": {"median": 5}})", "data.values.lognormal", "sigma");
    refused(R"({"pareto": 3})", "data.values.pareto", "expected one of constant");
    const auto movies = withValues("\"etc\"", "movies");
    REQUIRE(movies.has_error());
    CHECK(movies.error().field == "data.values");
}

TEST_CASE("A TTL with jitter is even over its band, by key and number")
{
    using workload::jitteredTtl;
    CHECK(jitteredTtl(60s, 0, "item:1", 5) == 60s);
    CHECK(jitteredTtl(60s, 0.1, "item:1", 5) == jitteredTtl(60s, 0.1, "item:1", 5));
    CHECK(jitteredTtl(60s, 0.1, "item:1", 5) != jitteredTtl(60s, 0.1, "item:1", 6));
    std::vector<int> bins(12);
    for (int key = 0; key < 12'000; ++key) { // filled by operations one after the other
        const auto ttl = jitteredTtl(60s, 0.1, "item:" + std::to_string(key), static_cast<std::uint64_t>(key));
        REQUIRE((ttl >= 54s && ttl <= 66s));
        ++bins[std::min<std::size_t>(11, static_cast<std::size_t>((ttl - 54s) / 1s))];
    }
    double chiSquare = 0;
    for (const int bin : bins)
        chiSquare += (bin - 1000) * (bin - 1000) / 1000.0;
    CHECK(chiSquare < 24.7); // 1 % of 11 degrees of freedom
    CHECK(jitteredTtl(1s, 0.9, "k", 1) >= 100ms);
}
