#include "backend/stores/store.hpp"

namespace cachedeck::stores {

bool Error::retryable() const noexcept
{
    return kind == ErrorKind::Unreachable || kind == ErrorKind::Timeout || kind == ErrorKind::Busy;
}

std::string Error::text() const
{
    auto text = store.empty() ? message : store + ": " + message;
    if (!advice.empty())
        text += " " + advice;
    return text;
}

namespace {

Error takesNoData(const Store& store)
{
    return {ErrorKind::BadStatement, store.location(), "This store takes no generated data.", ""};
}

} // namespace

Result<bool> Store::hasData(const DataSet&)
{
    return takesNoData(*this);
}

Result<std::unique_ptr<Seeding>> Store::seed(const DataSet&, std::function<bool(std::uint64_t)>)
{
    return takesNoData(*this);
}

Result<std::unique_ptr<Store>> Store::withData(const DataSet&)
{
    return takesNoData(*this);
}

} // namespace cachedeck::stores
