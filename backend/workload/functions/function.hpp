#pragma once
// Functions of worlds: what a primary store computes on top of its rows, for real. A workload's query names one
// (computed_query.hpp), a store calls it (stores/computation.hpp).
//
// Threads: functions are pure and may be called from any thread. A long one asks `proceed` now and then.

#include "backend/workload/value.hpp"
#include "backend/workload/workload.hpp"

#include <boost/system/result.hpp>

#include <cstddef>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cachedeck::workload {

// Rows, cell by cell.
struct Cells {
    std::size_t columns = 0;
    std::span<const Value> cells;
    std::size_t count() const noexcept { return columns == 0 ? 0 : cells.size() / columns; }
    const Value& at(std::size_t row, std::size_t column) const { return cells[row * columns + column]; }
};

template<class T>
using Computed = boost::system::result<T, std::string>; // the error: what is wrong, to what, for people

struct FunctionCall {
    std::span<const Value> given;  // the values of Function::parameters, in their order
    Cells looked;                  // the rows of "lookup"
    const void* loaded = nullptr;  // what Function::load made
    std::function<bool()> proceed; // false: give up, with any error
};

struct Function {
    std::string_view name; // "predict"
    Kind kind = Kind::Read;
    std::vector<std::string_view> parameters; // of the operation, by name
    std::vector<std::string_view> lookup;     // columns that its "lookup" gives; empty: it has none, or any
    bool looksUp = false;                     // it needs a "lookup": for each call
    // It needs a "load": what it works on, kept in the process for the same parameters and looked-up values.
    Computed<std::shared_ptr<const void>> (*load)(const Cells& rows) = nullptr;
    // Of a read: the columns of the row that it gives. Of a write: the values that its "publish" gets by these names.
    std::vector<std::string_view> columns;
    Computed<void> (*compute)(const FunctionCall& call, std::vector<Value>& out);
};

const std::vector<Function>& functions();
const Function* findFunction(std::string_view name);

} // namespace cachedeck::workload
