#pragma once
// Commands that a fill or a count consists of, to be sent one after the other or as the arguments of a script that
// runs them on a condition. clear() keeps the memory.

#include "backend/resp/request.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace cachedeck::strategies {

class Commands {
public:
    // A script hands a command's words over on Lua's stack, which holds 8,000: commands of many members are cut.
    static constexpr std::size_t mostWords = 1000;

    Commands& begin(std::string_view name);
    Commands& word(std::string_view text);
    Commands& word(std::int64_t number);
    Commands& word(double number); // so that it comes back the same
    void clear() noexcept { m_words = m_commands = 0; }
    bool empty() const noexcept { return m_commands == 0; }
    std::size_t words() const noexcept { return m_words; }
    std::size_t count() const noexcept { return m_commands; }

    void appendTo(resp::Request& request) const;
    // As arguments: before each command's words their number.
    std::size_t arguments() const noexcept { return m_words + m_commands; }
    void appendArguments(resp::Request& request) const;

private:
    std::string& next();
    std::size_t end(std::size_t command) const noexcept
    {
        return command + 1 < m_commands ? m_begins[command + 1] : m_words;
    }
    std::vector<std::string> m_texts;
    std::vector<std::size_t> m_begins;
    std::size_t m_words = 0, m_commands = 0;
};

} // namespace cachedeck::strategies
