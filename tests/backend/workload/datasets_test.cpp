// IDX files, and the generator "datasets" with them and without.
#include "backend/workload/generators/generator.hpp"
#include "backend/workload/idx.hpp"
#include "tests/support/catch.hpp"

#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <unistd.h>
#include <vector>

namespace workload = cachedeck::workload;
namespace fs = std::filesystem;
using workload::Value;

namespace {

class Tables final : public workload::RowSink {
public:
    void table(std::string_view table, std::size_t columns) override
    {
        m_rows = &tables[std::string(table)];
        m_columns = columns;
    }
    bool row(std::span<const Value> cells) override
    {
        CHECK(cells.size() == m_columns);
        m_rows->emplace_back(cells.begin(), cells.end());
        return true;
    }
    std::map<std::string, std::vector<std::vector<Value>>> tables;

private:
    std::vector<std::vector<Value>>* m_rows = nullptr;
    std::size_t m_columns = 0;
};

std::string header(std::string_view dimensions)
{
    return std::string("\0\0\x08", 3) + static_cast<char>(dimensions.size() / 4) + std::string(dimensions);
}

std::string number(unsigned value)
{
    return {static_cast<char>(value >> 24u), static_cast<char>(value >> 16u), static_cast<char>(value >> 8u),
            static_cast<char>(value)};
}

struct Folder {
    fs::path path = fs::temp_directory_path() / ("cachedeck-idx-" + std::to_string(::getpid()));
    Folder() { fs::create_directories(path); }
    ~Folder() { fs::remove_all(path); }
    fs::path write(const std::string& name, const std::string& bytes) const
    {
        std::ofstream(path / name, std::ios::binary) << bytes;
        return path / name;
    }
};

std::string bytesOf(const Value& value)
{
    return std::get<std::string>(value);
}

} // namespace

TEST_CASE("An IDX file is what its header says, or is refused")
{
    const auto images = workload::parseIdx(header(number(2) + number(1) + number(3)) + "abcdef");
    REQUIRE(images.has_value());
    CHECK(images->count() == 2);
    CHECK(images->itemBytes() == 3);
    CHECK(images->item(1) == "def");
    const auto why = [](const std::string& bytes) {
        const auto parsed = workload::parseIdx(bytes);
        return parsed ? std::string() : parsed.error();
    };
    CHECK(why("").find("no IDX file") != std::string::npos);
    CHECK(why("GIF89a...").find("no IDX file") != std::string::npos);
    CHECK(why(std::string("\0\0\x0d\1", 4) + number(1) + "abcd").find("0x0d") != std::string::npos);
    CHECK(why(std::string("\0\0\x08\0", 4)).find("dimensions") != std::string::npos);
    CHECK(why(std::string("\0\0\x08\x09", 4)).find("9 dimensions") != std::string::npos);
    CHECK(why(header(number(0))).find("0 elements") != std::string::npos);
    CHECK(why(header(number(3)) + "ab").find("it has 2") != std::string::npos);
    CHECK(why(header(number(3)) + "abcd").find("it has 4") != std::string::npos);
    CHECK(why(header(number(0xffffffff) + number(0xffffffff) + number(0xffffffff) + number(0xffffffff)))
              .find("expected 1 to") != std::string::npos);
}

TEST_CASE("Files that do not belong together are refused by name")
{
    const Folder folder;
    const auto images = folder.write("images", header(number(2) + number(1) + number(3)) + "abcdef");
    const auto labels = folder.write("labels", header(number(2)) + std::string("\1\2", 2));
    const auto three = folder.write("three", header(number(3)) + std::string("\1\2\3", 3));
    const auto noise = folder.write("noise", "noise");
    const auto both = workload::readLabelledImages(images, labels);
    REQUIRE(both.has_value());
    CHECK(both->labels.item(1) == "\2");
    CHECK(workload::readLabelledImages(images, three).error().find("three") != std::string::npos);
    CHECK(workload::readLabelledImages(labels, labels).error().find("labels") != std::string::npos);
    CHECK(workload::readLabelledImages(noise, labels).error().find("noise") != std::string::npos);
    CHECK(workload::readLabelledImages(folder.path / "nowhere", labels).error().find("cannot be read") !=
          std::string::npos);
}

TEST_CASE("Images are drawn from the seed where there are no files, and read where there are")
{
    const auto* generator = workload::findGenerator("datasets");
    REQUIRE(generator != nullptr);
    workload::DataSource data;
    data.generator = "datasets";
    data.seed = 5;
    Tables one, same, other;
    CHECK(generator->generate(data, 2'400, one));
    CHECK(generator->generate(data, 2'400, same));
    CHECK(one.tables == same.tables);
    data.seed = 6;
    CHECK(generator->generate(data, 2'400, other));
    CHECK(one.tables["batches"] != other.tables["batches"]);
    REQUIRE(one.tables["datasets"].size() == 12);
    CHECK(one.tables["versions"].size() == 12);
    REQUIRE(one.tables["batches"].size() == 24);
    CHECK(one.tables["batches"].size() + 24 == generator->expectedRows(2'400));
    CHECK(bytesOf(one.tables["datasets"][0][2]) == "generated");
    std::map<char, int> labels;
    for (const auto& batch : one.tables["batches"]) {
        CHECK(bytesOf(batch[3]).size() == 100);
        CHECK(bytesOf(batch[4]).size() == 100 * 28 * 28);
        for (const char label : bytesOf(batch[3]))
            ++labels[label];
    }
    CHECK(labels.size() == 10);

    const Folder folder;
    data.images = folder.path / "images";
    data.labels = folder.path / "labels";
    const auto without = generator->facts(data);
    std::string pixels, classes;
    for (int i = 0; i < 150; ++i) {
        pixels += std::string(4, static_cast<char>(i));
        classes += static_cast<char>(i % 7);
    }
    folder.write("images", header(number(150) + number(2) + number(2)) + pixels);
    folder.write("labels", header(number(150)) + classes);
    CHECK(generator->facts(data) != without); // other rows, another name of the data set
    Tables read;
    CHECK(generator->generate(data, 1'200, read));
    REQUIRE(read.tables["batches"].size() == 12);
    CHECK(bytesOf(read.tables["batches"][0][4]) == pixels.substr(0, 400));
    CHECK(bytesOf(read.tables["batches"][1][3]).substr(0, 50) == classes.substr(100)); // … and from the beginning again
    CHECK(bytesOf(read.tables["batches"][1][3]).substr(50) == classes.substr(0, 50));
    CHECK(read.tables["datasets"][0][5] == Value(std::int64_t{2}));
    CHECK(bytesOf(read.tables["datasets"][0][2]) == folder.path.filename().string());
}

TEST_CASE("Files that are there and cannot be read are told of; nothing is drawn in their place")
{
    const auto* generator = workload::findGenerator("datasets");
    REQUIRE(generator != nullptr);
    const Folder folder;
    workload::DataSource data;
    CHECK(generator->problem(data).empty());
    data.images = folder.path / "images";
    data.labels = folder.path / "labels";
    CHECK(generator->problem(data).empty()); // neither is there
    folder.write("images", header(number(1) + number(2) + number(2)) + "abcd");
    Tables none;
    CHECK(generator->problem(data).find("labels") != std::string::npos);
    CHECK_FALSE(generator->generate(data, 1'200, none));
    folder.write("labels", header(number(2)) + "ab");
    CHECK(generator->problem(data).find("a label for each") != std::string::npos);
    CHECK_FALSE(generator->generate(data, 1'200, none));
    CHECK(none.tables.empty());
    folder.write("labels", header(number(1)) + "a");
    CHECK(generator->problem(data).empty());
}

TEST_CASE("Fashion-MNIST is read as it is packaged")
{
    const fs::path folder("/usr/share/datasets/fashion-mnist");
    if (!fs::exists(folder)) {
        WARN("SKIP: Fashion-MNIST is not installed (Debian: dataset-fashion-mnist)");
        return;
    }
    const auto images =
        workload::readLabelledImages(folder / "t10k-images-idx3-ubyte.gz", folder / "t10k-labels-idx1-ubyte.gz");
    INFO((images ? std::string() : images.error()));
    REQUIRE(images.has_value());
    CHECK(images->images.dimensions == std::vector<std::uint32_t>{10'000, 28, 28});
    CHECK(images->labels.item(0) == "\x09");
}

TEST_CASE("Files belong to the generator that reads them, and to a workload that is a file itself")
{
    const auto parse = [](const std::string& generator, const std::string& images, const fs::path& folder) {
        return workload::parse(R"({ "format": 1, "name": "t", "data": { "generator": ")" + generator +
                                   R"(", "sizes": { "full": 10 }, "schema": { "sqlite": { "tables": "x" } },
            "files": { "images": ")" +
                                   images + R"(", "labels": "/l" } },
          "operations": [ { "name": "get", "kind": "read", "key": "k", "ttl": 1, "fields": { "a": "bytes" }, "query": { "sqlite": "SELECT 1 AS a" } } ] })",
                               "t.json", folder);
    };
    CHECK(parse("datasets", "/i", {}).has_value());
    CHECK(parse("movies", "/i", {}).error().text().find("datasets") != std::string::npos);
    CHECK(parse("datasets", "i", {}).error().text().find("file itself") != std::string::npos);
    const auto beside = parse("datasets", "i", "/worlds");
    REQUIRE(beside.has_value());
    CHECK(beside->data->images == fs::path("/worlds/i"));
    CHECK(beside->data->labels == fs::path("/l"));
    CHECK(beside->operations[0].fields[0].type == workload::FieldType::Bytes);
}
