#include "backend/strategies/commands.hpp"

#include <fmt/format.h>

#include <iterator>

namespace cachedeck::strategies {

std::string& Commands::next()
{
    if (m_words == m_texts.size())
        m_texts.emplace_back();
    auto& text = m_texts[m_words++];
    text.clear();
    return text;
}

Commands& Commands::begin(std::string_view name)
{
    if (m_commands == m_begins.size())
        m_begins.emplace_back();
    m_begins[m_commands++] = m_words;
    return word(name);
}

Commands& Commands::word(std::string_view text)
{
    next() = text;
    return *this;
}

Commands& Commands::word(std::int64_t number)
{
    fmt::format_to(std::back_inserter(next()), FMT_STRING("{}"), number);
    return *this;
}

Commands& Commands::word(double number)
{
    fmt::format_to(std::back_inserter(next()), FMT_STRING("{}"), number);
    return *this;
}

void Commands::appendTo(resp::Request& request) const
{
    for (std::size_t command = 0; command < m_commands; ++command) {
        request.begin(end(command) - m_begins[command]);
        for (auto i = m_begins[command]; i < end(command); ++i)
            request.argument(m_texts[i]);
    }
}

void Commands::appendArguments(resp::Request& request) const
{
    for (std::size_t command = 0; command < m_commands; ++command) {
        request.argument(static_cast<std::int64_t>(end(command) - m_begins[command]));
        for (auto i = m_begins[command]; i < end(command); ++i)
            request.argument(m_texts[i]);
    }
}

} // namespace cachedeck::strategies
