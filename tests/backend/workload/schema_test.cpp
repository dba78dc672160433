// The JSON Schema beside the loader says what the loader accepts.
#include "backend/workload/format.hpp"
#include "tests/support/catch.hpp"

#include <boost/json.hpp>

#include <set>
#include <string>

namespace workload = cachedeck::workload;
namespace json = boost::json;

TEST_CASE("The schema and the loader know the same fields and require the same ones")
{
    const auto text = workload::readFile(CACHEDECK_RESOURCES_FOLDER "/schemas/workload.schema.json");
    REQUIRE(text.has_value());
    const auto schema = json::parse(*text);
    const auto& definitions = schema.at("$defs").as_object();

    std::set<std::string> objects; // those with fields of their own
    for (const auto& definition : definitions) {
        const auto* object = definition.value().if_object();
        if (object != nullptr && object->contains("properties"))
            objects.insert(std::string(definition.key()));
    }
    std::set<std::string> known;
    for (const auto& object : workload::knownObjects()) {
        INFO(object.name);
        known.insert(std::string(object.name));
        REQUIRE(definitions.contains(object.name));
        const auto& definition = definitions.at(object.name).as_object();
        CHECK(definition.at("additionalProperties") == false);
        std::set<std::string> fields, required, schemaFields, schemaRequired;
        for (const auto& field : object.fields) {
            fields.insert(std::string(field.name));
            if (field.required)
                required.insert(std::string(field.name));
        }
        for (const auto& property : definition.at("properties").as_object())
            schemaFields.insert(std::string(property.key()));
        if (const auto* list = definition.if_contains("required")) {
            for (const auto& name : list->as_array())
                schemaRequired.insert(std::string(name.as_string()));
        }
        CHECK(fields == schemaFields);
        CHECK(required == schemaRequired);
    }
    CHECK(objects == known);
}
