#include "backend/strategies/part.hpp"

#include "backend/strategies/json_text.hpp"

namespace cachedeck::strategies {

bool takePart(const workload::Operation& part, std::string_view whole, std::string& json)
{
    JsonReader reader(whole);
    json = '{';
    auto wanted = part.fields.begin();
    for (const auto& field : part.whole->fields) {
        std::string_view name, value;
        const bool first = &field == part.whole->fields.data();
        if (!reader.take(first ? '{' : ',') || !reader.quoted(name) || !reader.take(':') || !reader.raw(value))
            return false;
        if (wanted == part.fields.end() || wanted->name != field.name)
            continue;
        appendName(field, wanted == part.fields.begin(), json);
        if (!std::string_view(json).substr(0, json.size() - 1).ends_with(name))
            return false;
        json += value;
        ++wanted;
    }
    json += '}';
    return wanted == part.fields.end() && reader.take('}') && reader.atEnd();
}

} // namespace cachedeck::strategies
