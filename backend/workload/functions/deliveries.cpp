#include "backend/workload/functions/deliveries.hpp"

#include <boost/json/parse.hpp>
#include <fmt/format.h>

#include <cmath>
#include <optional>

namespace cachedeck::workload::deliveries {
namespace {

double rounded(double value, double parts)
{
    return std::floor(value * parts + 0.5) / parts;
}

std::optional<double> number(const Value& value)
{
    if (const auto* integer = std::get_if<std::int64_t>(&value))
        return static_cast<double>(*integer);
    if (const auto* real = std::get_if<double>(&value))
        return *real;
    return std::nullopt;
}

Computed<std::vector<double>> vectorOf(const Value& value)
{
    const auto* text = std::get_if<std::string>(&value);
    boost::system::error_code error;
    const auto parsed = text == nullptr ? boost::json::value() : boost::json::parse(*text, error);
    const auto* array = error ? nullptr : parsed.if_array();
    std::vector<double> values;
    if (array != nullptr) {
        for (const auto& element : *array) {
            if (element.is_number())
                values.push_back(element.to_number<double>());
        }
    }
    if (values.size() != features.size() || array->size() != features.size())
        return fmt::format("A feature vector is a JSON array of {} numbers.", features.size());
    return values;
}

Computed<std::shared_ptr<const void>> loadModel(const Cells& rows)
{
    const auto* text = rows.cells.size() == 1 ? std::get_if<std::string>(&rows.cells[0]) : nullptr;
    if (text == nullptr)
        return std::string("The model's \"load\" gives something else than one text.");
    auto model = BoostedTrees::parse(*text);
    if (!model)
        return fmt::format("What is stored as a model is none: {}.", model.error());
    if (model->features() != features.size())
        return fmt::format("The stored model takes {} features, not {}.", model->features(), features.size());
    return std::shared_ptr<const void>(std::make_shared<const BoostedTrees>(*std::move(model)));
}

// Model and version as they were looked up, and the minutes.
Computed<std::vector<double>> answer(const FunctionCall& call, std::vector<Value>& out)
{
    auto values = vectorOf(call.given[0]);
    if (!values)
        return values;
    const auto& model = *static_cast<const BoostedTrees*>(call.loaded);
    out.push_back(call.looked.at(0, 0));
    out.push_back(call.looked.at(0, 1));
    out.emplace_back(rounded(model.predict(*values), 10));
    return values;
}

Computed<void> computePrediction(const FunctionCall& call, std::vector<Value>& out)
{
    const auto values = answer(call, out);
    if (!values)
        return values.error();
    return {};
}

Computed<void> computeExplanation(const FunctionCall& call, std::vector<Value>& out)
{
    const auto values = answer(call, out);
    if (!values)
        return values.error();
    const auto& model = *static_cast<const BoostedTrees*>(call.loaded);
    const auto contributions = model.contributions(*values);
    std::string reasons = "{";
    for (std::size_t i = 0; i < contributions.size(); ++i)
        fmt::format_to(std::back_inserter(reasons), FMT_STRING("{}\"{}\":{}"), i == 0 ? "" : ",", features[i],
                       rounded(contributions[i], 100) + 0.0); // no "-0"
    out.emplace_back(rounded(model.base(), 10));
    out.emplace_back(reasons + "}");
    return {};
}

Computed<void> computeModel(const FunctionCall& call, std::vector<Value>& out)
{
    Samples samples;
    samples.features = features.size();
    if (call.looked.columns != features.size() + 1)
        return fmt::format("The training's \"lookup\" gives {} columns; expected {} features and the minutes.",
                           call.looked.columns, features.size());
    for (std::size_t row = 0; row < call.looked.count(); ++row) {
        for (std::size_t column = 0; column <= features.size(); ++column) {
            const auto value = number(call.looked.at(row, column));
            if (!value)
                return fmt::format("Sample {} has no number in column {}.", row + 1, column + 1);
            (column < features.size() ? samples.values : samples.targets).push_back(*value);
        }
    }
    const auto model = BoostedTrees::train(samples, training(), call.proceed);
    if (!model)
        return fmt::format("No model was trained: {}.", model.error());
    out.emplace_back(model->text());
    out.emplace_back(rounded(model->error(samples), 1000));
    return {};
}

} // namespace

TrainingOptions training()
{
    return {};
}

Function predict()
{
    return {"predict",
            Kind::Read,
            {"features"},
            {"model", "version"},
            true,
            loadModel,
            {"model", "version", "minutes"},
            computePrediction};
}

Function explain()
{
    return {"explain",
            Kind::Read,
            {"features"},
            {"model", "version"},
            true,
            loadModel,
            {"model", "version", "minutes", "usual", "reasons"},
            computeExplanation};
}

Function train()
{
    return {"train", Kind::Write, {}, {}, true, nullptr, {"body", "error"}, computeModel};
}

} // namespace cachedeck::workload::deliveries
