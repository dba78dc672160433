#pragma once
// A password on its way. Threads: values.

#include <string>
#include <utility>

namespace cachedeck::runtime {

// No formatter prints it: it has to be asked for by reveal().
class Secret {
public:
    Secret() = default;
    explicit Secret(std::string value) : m_value(std::move(value)) {}
    const std::string& reveal() const noexcept { return m_value; }
    bool empty() const noexcept { return m_value.empty(); }
    friend bool operator==(const Secret&, const Secret&) = default;

private:
    std::string m_value;
};

} // namespace cachedeck::runtime
